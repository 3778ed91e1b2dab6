//! One file for each kind of item: how it is asked and answered on the screen.

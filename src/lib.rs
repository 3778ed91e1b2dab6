pub mod checklist;
pub mod record;
pub mod session;
pub mod settings;
pub mod store;
pub mod ui;

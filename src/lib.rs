pub mod checklist;
pub mod record;
pub mod session;

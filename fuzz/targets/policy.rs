//! Whatever stands where a policy belongs, it fixes what is in range, and whatever is wrong is said.

#![no_main]

use but_why_fuzz::store::{Machine, Policy, System};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for (system, home) in [(System::Linux, "HOME"), (System::Windows, "USERPROFILE")] {
        let machine = Machine { system, env: [(home.to_owned(), "/home/rhay".to_owned())].into() };
        let (policy, problems) = Policy::from_bytes("policy.ron", bytes, &machine);
        assert!(policy.lock_minutes.is_none_or(|minutes| (2..=60).contains(&minutes)));
        assert!(policy.retention_days.is_none_or(|days| (1..=3650).contains(&days)));
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        for problem in problems {
            assert!(problem.place.line.is_none_or(|line| (1..=lines).contains(&line)));
        }
    }
});

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| siap::untrusted::table(bytes));

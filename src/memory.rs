//! Returns freed memory to the system (`malloc_trim`).
//!
//! glibc keeps freed memory as long as anything behind it is in use: after one rush of phones the shop would keep the
//! rush's memory forever, on a machine that has little. The one place with `unsafe`, since there is no safe way to ask
//! (figures: `docs/performance.md`).

/// Gives back what was freed. Takes some milliseconds, in which other threads wait for memory.
pub(crate) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(unsafe_code, reason = "a call into glibc")]
    // SAFETY: malloc_trim(3) takes a number of bytes to keep, and touches nothing that is in use.
    unsafe {
        libc::malloc_trim(0);
    }
}

//! The promise held against a machine that fails: the real program, killed, on a disk that forgets or
//! breaks, with a clock that is wrong, and with a damaged file.

mod clock;
mod damage;
mod disk;
mod kills;
mod logs;
mod network;
mod power_cut;
mod remote_disk;

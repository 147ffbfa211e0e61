//! `regex-lite` under the name of `regex`, for refinery, which reads the names of migrations with it: the whole of
//! Unicode and three engines made for long texts were 0.35 MB of the program.
pub use regex_lite::*;

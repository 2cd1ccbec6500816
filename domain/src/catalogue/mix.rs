//! One deterministic mixing of 64 bits: no secret and no proof depends on it, it
//! only has to spread, and to cost a phone nothing.

/// The finalizer of `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014): every bit
/// of the input moves every bit of the output with a chance of about one half.
pub const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

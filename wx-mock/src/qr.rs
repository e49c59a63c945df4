//! Codes that a camera can read.

use png::{BitDepth, ColorType, Encoder};
use qrcodegen::{QrCode, QrCodeEcc};

/// How a code looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Pixels from edge to edge.
    pub(crate) width: u32,
    /// Red, green and blue of the dark modules.
    pub(crate) color: [u8; 3],
    /// Whether the light modules are transparent.
    pub(crate) transparent: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 430, color: [0, 0, 0], transparent: false }
    }
}

/// Light modules on each side, which readers need.
const QUIET: u32 = 4;

/// The code for a text as PNG; `None` if the text is too long for any code.
pub(crate) fn draw(text: &str, look: &Look) -> Option<Vec<u8>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium)
        .or_else(|_| QrCode::encode_text(text, QrCodeEcc::Low))
        .ok()?;
    let modules = u32::try_from(code.size()).ok()?;
    let width = look.width.max(modules + 2 * QUIET);
    let scale = width / (modules + 2 * QUIET);
    let margin = (width - scale * modules) / 2;
    // Where a pixel lies in the code; outside of it, nowhere.
    let module = |pixel: u32| i32::try_from(pixel.checked_sub(margin)? / scale).ok();
    let dark = |x: u32, y: u32| {
        let place = module(x).zip(module(y));
        place.is_some_and(|(x, y)| code.get_module(x, y))
    };
    // One bit a pixel: 0 is light, 1 is dark.
    let row = |y: u32| {
        (0..width.div_ceil(8)).map(move |byte| {
            (0..8).fold(0_u8, |bits, bit| {
                let x = byte * 8 + bit;
                (bits << 1) | u8::from(x < width && dark(x, y))
            })
        })
    };
    let pixels: Vec<u8> = (0..width).flat_map(row).collect();
    encode(&pixels, width, look)
}

fn encode(pixels: &[u8], width: u32, look: &Look) -> Option<Vec<u8>> {
    let [red, green, blue] = look.color;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, width);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::One);
    encoder.set_palette(vec![255, 255, 255, red, green, blue]);
    if look.transparent {
        encoder.set_trns(vec![0]);
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_code_holds_is_refused_and_the_longest_fits_the_smallest_picture() {
        let look = Look { width: 280, ..Look::default() };
        assert!(draw(&"文".repeat(2000), &look).is_none());
        let file = draw(&"a".repeat(2900), &look).unwrap();
        // The width stands in the header.
        assert_eq!(file[16..20], 280_u32.to_be_bytes());
    }
}

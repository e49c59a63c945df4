//! The mini-program code: into a file, and onto the terminal.

use std::{io::Cursor, path::Path};

use anstyle::{AnsiColor, Color, Style};
use png::{ColorType, Decoder, Transformations};
use rqrr::{BitGrid, PreparedImage};
use wx_api::Binary;

use super::board::Board;
use crate::stop::Stop;

/// Light modules are what is drawn, so that a code can be scanned from a dark terminal and from one without colours.
const PAPER: Style = Style::new()
    .fg_color(Some(Color::Ansi(AnsiColor::BrightWhite)))
    .bg_color(Some(Color::Ansi(AnsiColor::Black)));
/// Light modules around the code, without which scanners do not find it.
const QUIET: usize = 2;

/// Writes the code to `path`.
pub(super) fn save(code: &Binary, path: &Path) -> Result<(), Stop> {
    std::fs::write(path, &code.bytes)
        .map_err(|error| Stop::Failed(format!("{} could not be written: {error}", path.display())))
}

/// Reads the code back and draws it.
pub(super) fn show(board: &mut Board<'_>, code: &Binary, path: &Path) -> Result<(), Stop> {
    let shown = path.display().to_string();
    let Some((lines, text)) = read(&code.bytes) else {
        board.file(&shown, None);
        board.line("")?;
        return board.line(&format!("The mini-program code is in {shown}."));
    };
    board.file(&shown, Some(&text));
    board.section("The mini-program code")?;
    for line in lines {
        board.line(&format!("  {PAPER}{line}{PAPER:#}"))?;
    }
    board.line(&format!("  in   {shown}"))?;
    board.line(&format!("  says {text}"))
}

/// Width and height of a PNG.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    Some((reader.info().width, reader.info().height))
}

/// The code as half blocks, and what it says; `None` if it is no QR code in a PNG.
fn read(bytes: &[u8]) -> Option<(Vec<String>, String)> {
    let (width, height, grey) = grey(bytes)?;
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let grids = image.detect_grids();
    let grid = grids.first()?;
    let (_, text) = grid.decode().ok()?;
    Some((half_blocks(&grid.grid), text))
}

/// The image in shades of grey, transparent on white.
fn grey(bytes: &[u8]) -> Option<(usize, usize, Vec<u8>)> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let samples = match info.color_type {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        ColorType::Indexed => return None,
    };
    let shade = |pixel: &[u8]| {
        let (color, alpha) = match pixel {
            [grey] => (u32::from(*grey), 255),
            [grey, alpha] => (u32::from(*grey), u32::from(*alpha)),
            [r, g, b, rest @ ..] => {
                let mean = (u32::from(*r) + u32::from(*g) + u32::from(*b)) / 3;
                (mean, rest.first().map_or(255, |alpha| u32::from(*alpha)))
            }
            [] => (255, 255),
        };
        u8::try_from((color * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let grey = pixels[..info.buffer_size()].chunks(samples).map(shade).collect();
    Some((usize::try_from(info.width).ok()?, usize::try_from(info.height).ok()?, grey))
}

/// Two rows of modules to a line.
fn half_blocks(grid: &impl BitGrid) -> Vec<String> {
    let size = grid.size();
    let light = |x: usize, y: usize| match (x.checked_sub(QUIET), y.checked_sub(QUIET)) {
        (Some(x), Some(y)) if x < size && y < size => !grid.bit(y, x),
        _ => true,
    };
    let whole = size + 2 * QUIET;
    let line = |y: usize| {
        (0..whole)
            .map(|x| match (light(x, y), y + 1 < whole && light(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect()
    };
    (0..whole).step_by(2).map(line).collect()
}

use serde_json::json;

use crate::backend::{Backend, Got};

/// A decoded PNG: its width and its pixels as red, green, blue, alpha.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    fn of(got: &Got) -> Self {
        assert_eq!((got.status, got.header("content-type")), (200, "image/png"), "{got:?}");
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&got.bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.width, info.height);
        let (pixels, _) = bytes.as_chunks::<4>();
        Self { width: info.width as usize, pixels: pixels.to_vec() }
    }

    /// What a camera reads, the picture lying on white paper.
    fn read(&self) -> String {
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.width, |x, y| {
            let [r, g, b, alpha] = self.pixels[y * self.width + x];
            if alpha == 0 { 255 } else { ((u32::from(r) + u32::from(g) + u32::from(b)) / 3) as u8 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    fn has(&self, pixel: [u8; 4]) -> bool {
        self.pixels.contains(&pixel)
    }
}

const UNLIMITED: &str = "/wxa/getwxacodeunlimit";

#[tokio::test]
async fn a_code_reads_back_to_its_page_and_scene() {
    let backend = Backend::new().await;
    for width in [280, 430, 1001, 1280] {
        let body = json!({ "scene": "a=1&b=#/?", "page": "pages/index/index", "width": width });
        let picture = Picture::of(&backend.call(UNLIMITED, body).await);
        assert_eq!(picture.width, width);
        assert_eq!(
            picture.read(),
            format!(
                "https://fake.weixin.example/wxa?appid={}&page=pages%2Findex%2Findex&scene=a%3D1%26b%3D%23%2F%3F",
                backend.wechat.appid()
            )
        );
        assert!(picture.has([255, 255, 255, 255]) && picture.has([0, 0, 0, 255]));
    }
    let picture = Picture::of(&backend.call(UNLIMITED, json!({ "scene": "a" })).await);
    assert_eq!(picture.width, 430);
}

#[tokio::test]
async fn colour_and_transparency_are_as_asked() {
    let backend = Backend::new().await;
    let body = json!({
        "scene": "a", "line_color": { "r": 200, "g": "10", "b": 30 }, "is_hyaline": true, "auto_color": false,
    });
    let picture = Picture::of(&backend.call(UNLIMITED, body).await);
    assert!(picture.has([200, 10, 30, 255]) && picture.has([255, 255, 255, 0]));
    assert!(!picture.has([255, 255, 255, 255]));
    assert!(picture.read().ends_with("&scene=a"));
}

#[tokio::test]
async fn counted_codes_are_counted() {
    let backend = Backend::new().await;
    let paths = ["/wxa/getwxacode", "/cgi-bin/wxaapp/createwxaqrcode"];
    for (path, used) in paths.into_iter().zip(["1", "2"]) {
        let got = backend.call(path, json!({ "path": "index?id=1" })).await;
        assert_eq!(got.header("num-used"), used);
        assert!(Picture::of(&got).read().ends_with("&path=index%3Fid%3D1"));
    }
    let got = backend.call(UNLIMITED, json!({ "scene": "a" })).await;
    assert_eq!(got.header("num-used"), "");
    let long = json!({ "path": "中".repeat(1024) });
    assert_eq!(backend.call(paths[0], long).await.errcode(), 40159);
}

#[tokio::test]
async fn a_code_that_cannot_be_is_refused_with_json() {
    let backend = Backend::new().await;
    for (body, errcode) in [
        (json!({ "scene": "a%20" }), 40129),
        (json!({ "scene": "" }), 40169),
        (json!({ "scene": "a".repeat(33) }), 40169),
        (json!({}), 40169),
        (json!({ "scene": "a", "page": "/pages/index" }), 41030),
        (json!({ "scene": "a", "page": "index?a=1" }), 41030),
        (json!({ "scene": "a", "width": 1281 }), 40097),
        (json!({ "scene": "a", "width": "430" }), 47001),
    ] {
        let got = backend.call(UNLIMITED, body.clone()).await;
        assert_eq!(got.errcode(), errcode, "{body}");
        assert_eq!(got.header("content-type"), "application/json; encoding=utf-8");
        assert!(got.header("x-wx-mock-reason").starts_with('`'), "{got:?}");
    }
    let long = json!({ "path": "a".repeat(129) });
    let got = backend.call("/cgi-bin/wxaapp/createwxaqrcode", long).await;
    assert_eq!(got.errcode(), 40159);
    for (path, errcode) in [("", 40159), ("a?scancode_time=1", 85096), ("?a=1", 0)] {
        let got = backend.call("/wxa/getwxacode", json!({ "path": path })).await;
        assert_eq!(if got.bytes.starts_with(b"\x89PNG") { 0 } else { got.errcode() }, errcode, "{path}");
    }
}

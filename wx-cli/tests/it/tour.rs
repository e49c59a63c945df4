use crate::wx::{command, path, wx};

/// The text of the QR code in a PNG.
fn read(path: &std::path::Path) -> String {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap()));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, samples) = (info.width as usize, info.color_type.samples());
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, info.height as usize, |x, y| {
        pixels[(y * width + x) * samples]
    });
    image.detect_grids()[0].decode().unwrap().1
}

/// The text of the QR code that was drawn in half blocks, light on dark.
fn read_drawn(said: &str) -> String {
    let drawn = |line: &&str| !line.trim().is_empty() && line.trim().chars().all(|c| " █▀▄".contains(c));
    let lines: Vec<Vec<char>> = said.lines().filter(drawn).map(|line| line.chars().collect()).collect();
    let light = |x: usize, y: usize| match lines[y / 2].get(x) {
        Some('█') => true,
        Some('▀') => y.is_multiple_of(2),
        Some('▄') => !y.is_multiple_of(2),
        _ => false,
    };
    let (width, height) = (lines[0].len(), 2 * lines.len());
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width * 4, height * 4, |x, y| {
        if light(x / 4, y / 4) { 255 } else { 0 }
    });
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_tour_ends_well_and_its_code_can_be_scanned() {
    let file = path("tour.png");
    let ran = wx(&["tour", "--out", file.to_str().unwrap()]).ok();
    let said = ran.stdout();
    for name in [
        "getStableAccessToken",
        "getAccessToken",
        "code2Session",
        "getPhoneNumber",
        "decrypt (the old way)",
        "getUnlimitedQRCode",
        "getQRCode",
        "createQRCode",
        "uploadTempMedia",
        "getMedia",
        "sendCustomMessage",
        "sendMessage",
        "msgSecCheck",
        "imgSecCheck",
        "mediaCheckAsync",
        "wxa_media_check",
        "getDailyVisitTrend",
        "getUserPortrait",
        "generateScheme",
        "generateUrlLink",
        "40163",
        "40097",
        "was not sent",
    ] {
        assert!(said.contains(name), "no {name} in\n{said}");
    }
    assert!(said.contains("session_key=***"), "{said}");
    assert!(!said.contains(wx_mock::MockWechat::SECRET) && !said.contains("a-token-of-the-tour"), "{said}");
    let text = read(&file);
    assert!(text.contains("scene=id%3D123"), "{text}");
    assert!(said.contains(&text), "{said}");
    assert_eq!(read_drawn(&said), text);
    // An address is not broken.
    let lines = said.lines().filter(|line| !line.contains("says http"));
    let widest = lines.map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 100, "a line of {widest} columns");
}

#[test]
fn the_steps_can_be_had_as_json() {
    let file = path("tour-json.png");
    let json = wx(&["tour", "--json", "--out", file.to_str().unwrap()]).ok().json();
    assert!(json["steps"].as_array().unwrap().len() >= 29, "{json}");
    let push = |step: &&serde_json::Value| step["section"].as_str().unwrap().starts_with("Message push");
    let pushes: Vec<_> = json["steps"].as_array().unwrap().iter().filter(push).collect();
    let came_back: Vec<_> = pushes.iter().map(|step| step["came_back"].as_str().unwrap()).collect();
    for (said, part) in came_back.iter().zip([
        "echostr returned",
        "UserTextMessage: 拿铁什么时候到？; answered, encrypted: transfer_customer_service",
        "trace_id=",
        "verified, decrypted; WxaMediaCheck: Risky",
        "the handler was not called",
        "refused, HTTP 403: the msg_signature does not fit",
    ]) {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
    assert_eq!(came_back.len(), 6, "{came_back:?}");
    let codes: Vec<_> =
        json["failures"].as_array().unwrap().iter().map(|failure| failure["errcode"].as_i64()).collect();
    assert_eq!(codes, [Some(40163), Some(40097), None]);
}

#[test]
fn live_needs_credentials_and_says_so() {
    let said = wx(&["tour", "--live"]).failed(2);
    assert!(said.contains("WX_APPID") && said.contains("WX_SECRET"), "{said}");
    let said = wx(&["tour", "--openid", "o1"]);
    assert_eq!(said.code, 2);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let ran = command(&["tour", "--out", "/nonexistent/code.png"]).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains("/nonexistent"), "{said}");
}

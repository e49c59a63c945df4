//! Customer-service messages and the media they show.

use serde_json::{Value, json};
use tokio::time::Instant;
use wx_core::UnixSeconds;

use super::{Call, Handler};
use crate::{
    refusal::Refusal,
    reply::Answer,
    world::{Media, World},
};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("customer_service.uploadTempMedia", upload),
    ("customer_service.getMedia", download),
    ("customer_service.sendCustomMessage", send),
];

/// The most bytes of each kind of media.
const SIZES: &[(&str, usize)] =
    &[("image", 10 << 20), ("voice", 2 << 20), ("video", 10 << 20), ("thumb", 64 << 10)];

fn upload(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let kind = call.fields.text("type");
    let Some((_, most)) = SIZES.iter().find(|(known, _)| *known == kind) else {
        return Err(Refusal::new(40004).because("`type`: it is none of image, voice, video, thumb"));
    };
    let Some(file) = call.fields.files.get("media") else {
        return Err(Refusal::new(41005).because("`media`: the file is missing"));
    };
    if file.bytes.is_empty() {
        return Err(Refusal::new(41005).because("`media`: the file is empty"));
    }
    if file.bytes.len() > *most {
        let reason = format!("`media`: {} bytes, at most {most} are allowed for {kind}", file.bytes.len());
        return Err(Refusal::new(40006).because(reason));
    }
    let media_id = world.random.text(64);
    let media = Media {
        kind: kind.to_owned(),
        content_type: file.content_type.clone(),
        file_name: file.file_name.clone(),
        bytes: file.bytes.clone(),
        uploaded: Instant::now(),
    };
    world.media.insert(media_id.clone(), media);
    Ok(Answer::Json(json!({
        "type": kind,
        "media_id": media_id,
        "created_at": UnixSeconds::now(),
    })))
}

fn download(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let media_id = call.fields.text("media_id");
    let Some(media) = world.media(media_id) else {
        return Err(unknown(media_id));
    };
    if media.kind == "video" {
        let url = format!("{}/__mock/media/{media_id}", world.base_url);
        return Ok(Answer::Json(json!({ "video_url": url })));
    }
    Ok(file(media_id, media))
}

/// A media file as it is downloaded.
pub(crate) fn file(media_id: &str, media: &Media) -> Answer {
    let extension = match media.file_name.rsplit_once('.') {
        Some((_, extension)) if extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) => extension,
        _ => "bin",
    };
    Answer::Binary {
        content_type: media.content_type.clone(),
        headers: vec![("content-disposition", format!("attachment; filename=\"{media_id}.{extension}\""))],
        bytes: media.bytes.clone(),
    }
}

fn send(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let content = call.fields.values.get(call.fields.text("msgtype"));
    for name in ["media_id", "thumb_media_id"] {
        if let Some(media_id) = content.and_then(|content| content.get(name)) {
            let media_id = media_id.as_str().unwrap_or("");
            if world.media(media_id).is_none() {
                return Err(unknown(media_id));
            }
        }
    }
    if content.and_then(|content| content.get("content")) == Some(&Value::String(String::new())) {
        return Err(Refusal::new(44004).because("`text.content`: it is empty"));
    }
    Ok(Answer::ok())
}

fn unknown(media_id: &str) -> Refusal {
    let start: String = media_id.chars().take(12).collect();
    Refusal::new(40007).because(format!("no media `{start}…` was uploaded here within the last three days"))
}

//! No bytes make anything panic.

use base64::Engine;
use http::{HeaderMap, HeaderValue};

use super::{PAIRS, Pair, call, request, response};
use crate::secure::{
    Header, PlatformCertificate, PrivateKey, PublicKey, Sealed, SymmetricKey,
    message::{BASE64, Context},
    pem,
};

/// splitmix64: the same bytes in every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1)).map(|_| self.next().to_be_bytes()[0]).collect()
    }

    /// The bytes cut off, with a byte changed, with a byte more, or with a piece left out.
    fn spoiled(&mut self, bytes: &[u8]) -> Vec<u8> {
        let at = self.below(bytes.len());
        let mut bytes = bytes.to_vec();
        match self.next() % 4 {
            0 => bytes.truncate(at),
            1 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            2 => bytes.insert(at, self.next().to_be_bytes()[0]),
            _ => drop(bytes.drain(at..(at + self.below(20)).min(bytes.len()))),
        }
        bytes
    }
}

const HEADERS: [Header; 6] = [
    Header::AppId,
    Header::TimeStamp,
    Header::Signature,
    Header::Serial,
    Header::SerialDeprecated,
    Header::SignatureDeprecated,
];

#[test]
fn spoiled_messages_are_refused() {
    let mut noise = Noise(1);
    for Pair { client, platform, .. } in PAIRS.iter() {
        let request = client.seal_request(call(), &request()).unwrap();
        let response = platform.seal_response(call(), &response()).unwrap();
        for _ in 0..30 {
            for (sealed, is_request) in [(&request, true), (&response, false)] {
                let body = noise.spoiled(&sealed.body);
                if body == sealed.body {
                    continue;
                }
                let refused = match is_request {
                    true => platform.open_request(call(), &sealed.headers, &body).is_err(),
                    false => client.open_response(call(), &sealed.headers, &body).is_err(),
                };
                assert!(refused, "{body:?}");
            }
        }
    }
}

#[test]
fn spoiled_headers_are_refused_or_mean_the_same() {
    let mut noise = Noise(2);
    for Pair { client, platform, .. } in PAIRS.iter() {
        let Sealed { headers, body, .. } = platform.seal_response(call(), &response()).unwrap();
        for _ in 0..80 {
            let mut spoiled = headers.clone();
            let header = HEADERS[noise.below(HEADERS.len())];
            let value = match spoiled.get(header.name()) {
                Some(value) if noise.below(4) > 0 => noise.spoiled(value.as_bytes()),
                _ => noise.bytes(40),
            };
            match HeaderValue::from_bytes(&value) {
                Ok(value) => spoiled.insert(header.name(), value),
                Err(_) => spoiled.remove(header.name()),
            };
            if let Ok(opened) = client.open_response(call(), &spoiled, &body) {
                assert_eq!(opened.fields, response());
            }
            let _ = platform.open_request(call(), &spoiled, &body);
        }
        let mut all_noise = HeaderMap::new();
        for header in HEADERS {
            let value: Vec<u8> =
                noise.bytes(60).into_iter().filter(|byte| *byte >= 32 && *byte != 127).collect();
            all_noise.insert(header.name(), HeaderValue::from_bytes(&value).unwrap());
        }
        client.open_response(call(), &all_noise, &body).unwrap_err();
        platform.open_request(call(), &all_noise, &body).unwrap_err();
    }
}

/// Behind a good signature nothing is tried by strangers, but nothing may panic there either.
#[test]
fn spoiled_bodies_do_not_decrypt() {
    let mut noise = Noise(3);
    let context = Context::new(call()).unwrap();
    for Pair { client, .. } in PAIRS.iter() {
        let key = client.symmetric_key();
        let body = client.seal_request(call(), &request()).unwrap().body;
        for end in 0..body.len() {
            context.decrypt(key, &body[..end]).unwrap_err();
        }
        for _ in 0..250 {
            let spoiled = noise.spoiled(&body);
            if let Ok(opened) = context.decrypt(key, &spoiled) {
                // Padding that is lost is forgiven, and so is a blank too many.
                assert_eq!(opened, request(), "{spoiled:?}");
            }
            let [iv, data, authtag] = [14, 50, 18].map(|most| BASE64.encode(noise.bytes(most)));
            let envelope = format!(r#"{{"iv":"{iv}","data":"{data}","authtag":"{authtag}"}}"#);
            context.decrypt(key, envelope.as_bytes()).unwrap_err();
            context.decrypt(key, &noise.bytes(60)).unwrap_err();
            let inside = noise.bytes(30);
            let sealed = context.encrypt_text(key, inside.clone(), [0; 12]).unwrap();
            assert_eq!(context.decrypt_text(key, &sealed).unwrap(), inside);
            context.decrypt(key, &sealed).unwrap_err();
        }
    }
}

#[test]
fn spoiled_signatures_do_not_verify() {
    let mut noise = Noise(4);
    for Pair { client, keys, .. } in PAIRS.iter() {
        let public = PublicKey::new(&keys.developer_number, &keys.developer_public_key).unwrap();
        let signature = client.private_key().sign(b"message").unwrap();
        public.verify(b"message", &signature).unwrap();
        for _ in 0..250 {
            let spoiled = noise.spoiled(&signature);
            assert!(spoiled == signature || public.verify(b"message", &spoiled).is_err(), "{spoiled:?}");
            public.verify(b"message", &noise.bytes(80)).unwrap_err();
        }
    }
}

#[test]
fn spoiled_keys_are_refused_or_whole() {
    let mut noise = Noise(5);
    for Pair { keys, .. } in PAIRS.iter() {
        for text in [&keys.developer_private_key, &keys.platform_public_key, &keys.symmetric_key] {
            let der = pem::Pem::read(text).map(|pem| pem.der.to_vec()).unwrap_or_default();
            let label = if text.contains("PRIVATE") { "PRIVATE KEY" } else { "PUBLIC KEY" };
            for _ in 0..60 {
                let spoiled_text = String::from_utf8_lossy(&noise.spoiled(text.as_bytes())).into_owned();
                let spoiled_der = pem::write(label, &noise.spoiled(&der));
                for spoiled in [spoiled_text, spoiled_der] {
                    let _ = PrivateKey::rsa(&spoiled);
                    let _ = PrivateKey::sm2("1", &spoiled);
                    let _ = PlatformCertificate::new("1", &spoiled);
                    let _ = SymmetricKey::aes256_gcm("1", &spoiled);
                    let _ = PlatformCertificate::new("1", &spoiled.replace("PUBLIC KEY", "CERTIFICATE"));
                    let _ = PrivateKey::sm2("1", &spoiled.replace("PRIVATE KEY", "EC PRIVATE KEY"));
                }
            }
        }
    }
}

//! Keys as text: what the console lets one download and what OpenSSL writes.

use base64::Engine;
use secrecy::zeroize::Zeroizing;

use super::{KeyProblem, message::BASE64};

/// One PEM block, wiped when it is dropped.
pub(super) struct Pem {
    /// What stands after `BEGIN`.
    pub(super) label: String,
    /// What stands between the lines, decoded.
    pub(super) der: Zeroizing<Vec<u8>>,
}

impl Pem {
    /// The first block that is more than the parameters of a curve.
    pub(super) fn read(text: &str) -> Result<Self, KeyProblem> {
        // Where a key is kept in an environment variable or in JSON, its line ends are often still written `\n`.
        let text = Zeroizing::new(text.replace("\\r", ""));
        let text = Zeroizing::new(text.replace("\\n", "\n"));
        let mut rest = text.as_str();
        loop {
            let (label, body, after) = block(rest)?;
            rest = after;
            if label.ends_with("PARAMETERS") {
                continue;
            }
            // `Proc-Type: 4,ENCRYPTED` is how keys older than PKCS#8 say it.
            if label.starts_with("ENCRYPTED") || body.contains("ENCRYPTED") {
                return Err(KeyProblem::Encrypted);
            }
            let mut base64 = Zeroizing::new(String::with_capacity(body.len()));
            base64.extend(body.split_ascii_whitespace());
            let der = BASE64.decode(base64.as_bytes()).map_err(|_| KeyProblem::BrokenPem)?;
            return Ok(Self { label: label.to_owned(), der: Zeroizing::new(der) });
        }
    }
}

/// The label of the next block, what is in it, and what comes after it.
fn block(text: &str) -> Result<(&str, &str, &str), KeyProblem> {
    let (_, text) = text.split_once("-----BEGIN ").ok_or(KeyProblem::NoPem)?;
    let (label, text) = text.split_once("-----").ok_or(KeyProblem::BrokenPem)?;
    let (body, after) = text.split_once("-----END ").ok_or(KeyProblem::BrokenPem)?;
    // The label is shown in errors: what is none must not get there, it might be a key.
    let word = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ';
    if label.len() > 40 || !label.bytes().all(word) {
        return Err(KeyProblem::BrokenPem);
    }
    Ok((label, body, after))
}

/// A block with lines of 64 characters.
pub(super) fn write(label: &str, der: &[u8]) -> String {
    let base64 = Zeroizing::new(BASE64.encode(der));
    let mut rest = base64.as_str();
    let mut pem = format!("-----BEGIN {label}-----\n");
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        pem.extend([line, "\n"]);
        rest = after;
    }
    pem + "-----END " + label + "-----\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> KeyProblem {
        Pem::read(text).err().unwrap()
    }

    #[test]
    fn a_block_is_found_in_whatever_surrounds_it() {
        let written = write("A KEY", &[7; 100]);
        let escaped = written.replace('\n', "\\r\\n");
        let windows = written.replace('\n', "\r\n");
        let indented = written.replace('\n', "\n    ");
        let after_parameters = format!("{}{written}", write("EC PARAMETERS", b"curve"));
        let with_comment = format!("Bag Attributes\n  friendlyName: x\n{written}trailer");
        for text in [written, escaped, windows, indented, after_parameters, with_comment] {
            let pem = Pem::read(&text).unwrap_or_else(|problem| panic!("{problem}: {text}"));
            assert_eq!((pem.label.as_str(), &pem.der[..]), ("A KEY", &[7; 100][..]));
        }
    }

    #[test]
    fn what_is_no_block_is_told_apart() {
        let written = write("A KEY", &[7; 100]);
        assert_eq!(problem(""), KeyProblem::NoPem);
        assert_eq!(problem("MIIEvQIBADANBg"), KeyProblem::NoPem);
        assert_eq!(problem(&written[..written.len() / 2]), KeyProblem::BrokenPem);
        assert_eq!(problem(&written.replace("A KEY", "a key")), KeyProblem::BrokenPem);
        assert_eq!(problem(&written.replacen('B', "%", 2)), KeyProblem::NoPem);
        assert_eq!(problem("-----BEGIN A KEY-----\n%%%\n-----END A KEY-----"), KeyProblem::BrokenPem);
        assert_eq!(problem(&write("EC PARAMETERS", b"curve")), KeyProblem::NoPem);
        assert_eq!(problem(&write("ENCRYPTED PRIVATE KEY", b"x")), KeyProblem::Encrypted);
        let old =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAAAA\n-----END RSA";
        assert_eq!(problem(old), KeyProblem::Encrypted);
    }
}

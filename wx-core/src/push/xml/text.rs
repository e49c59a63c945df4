//! The text of an element, of which some is layout.

/// Text as it is collected. What was only written to make the XML look well does not belong to it: line breaks and blanks
/// around CDATA, or with nothing else.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    has_cdata: bool,
    /// How much of it was written on purpose for sure: up to the last CDATA or reference.
    meant: usize,
}

impl Text {
    pub(super) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn reference(&mut self, character: char) {
        self.text.push(character);
        self.meant = self.text.len();
    }

    pub(super) fn cdata(&mut self, text: &str) {
        if self.is_blank() {
            self.text.clear();
        }
        self.text.push_str(text);
        self.meant = self.text.len();
        self.has_cdata = true;
    }

    /// Whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.meant == 0 && is_blank(&self.text)
    }

    pub(super) fn finish(mut self) -> String {
        if (self.has_cdata || self.meant == 0) && is_blank(&self.text[self.meant..]) {
            self.text.truncate(self.meant);
        }
        self.text
    }
}

/// Whether there is nothing but what XML calls white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| b" \t\r\n".contains(&byte))
}

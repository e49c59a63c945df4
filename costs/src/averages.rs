//! The average endpoint of the official list, and how a generator keeps to it.

use std::fmt;

use crate::catalogue::{Answer, Catalogue, Side, Struct, Type, Values};

/// So many a hundred. `nth` deals them out evenly, so that any run of endpoints keeps to the average, and the same
/// endpoint is the same in every crate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rate(usize);

impl Rate {
    fn of(count: usize, total: usize) -> Self {
        Self((100 * count + total / 2) / total.max(1))
    }

    /// Whether the other is the same but for what the rounding of a few hundred endpoints leaves.
    #[cfg(test)]
    pub(crate) fn is_near(self, other: Self) -> bool {
        self.0.abs_diff(other.0) <= 6
    }

    /// How many the `index`th gets.
    pub(crate) fn nth(self, index: usize) -> usize {
        let up_to = |count: usize| (count * self.0 + 50) / 100;
        up_to(index + 1) - up_to(index)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Averages {
    pub(crate) request_fields: Rate,
    pub(crate) required: Rate,
    pub(crate) limits: Rate,
    pub(crate) request_types: Rate,
    pub(crate) request_type_fields: Rate,
    pub(crate) request_enums: Rate,
    pub(crate) get: Rate,
    pub(crate) json_answers: Rate,
    pub(crate) answer_fields: Rate,
    pub(crate) answer_types: Rate,
    pub(crate) answer_type_fields: Rate,
    pub(crate) answer_enums: Rate,
    pub(crate) values: Rate,
    pub(crate) errors: Rate,
}

/// Of the 434 endpoints of the official list; `averages --facts` counts them anew.
pub(crate) const OFFICIAL: Averages = Averages {
    request_fields: Rate(332),
    required: Rate(70),
    limits: Rate(67),
    request_types: Rate(39),
    request_type_fields: Rate(421),
    request_enums: Rate(38),
    get: Rate(10),
    json_answers: Rate(70),
    answer_fields: Rate(244),
    answer_types: Rate(102),
    answer_type_fields: Rate(449),
    answer_enums: Rate(38),
    values: Rate(443),
    errors: Rate(1016),
};

/// The lines of documentation an endpoint and a field have in the catalogue, which the official list has not.
pub(crate) const DOC_LINES: (usize, usize) = (3, 1);

impl Averages {
    /// Each with what it is the average of.
    pub(crate) fn named(&self) -> [(&'static str, Rate); 14] {
        [
            ("fields of a request, without its nested types", self.request_fields),
            ("of them required, a field", self.required),
            ("limits, a request with its nested types", self.limits),
            ("nested types, a request", self.request_types),
            ("fields, a nested type of a request", self.request_type_fields),
            ("enums, a request", self.request_enums),
            ("GET, an endpoint", self.get),
            ("answers with fields, an endpoint (the rest share `Empty`)", self.json_answers),
            ("fields, an answer without its nested types", self.answer_fields),
            ("nested types, an answer", self.answer_types),
            ("fields, a nested type of an answer", self.answer_type_fields),
            ("enums, an answer", self.answer_enums),
            ("values, an enum", self.values),
            ("error codes, an endpoint", self.errors),
        ]
    }

    /// Counts a catalogue.
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let mut count = Count::default();
        for endpoint in catalogue.domains.iter().flat_map(|domain| &domain.endpoints) {
            count.endpoints += 1;
            count.get += usize::from(endpoint.method == "GET");
            count.errors += endpoint.errors.len();
            count.request(&endpoint.request);
            let answer = match &endpoint.answer {
                Answer::Json(name) | Answer::BinaryOr(name) => Some(name),
                Answer::Empty | Answer::Binary => None,
            };
            for ty in &endpoint.types {
                match ty {
                    Type::Struct(shape) if Some(&shape.name) == answer => {
                        count.answers += 1;
                        count.answer_fields += shape.fields.len();
                    }
                    Type::Struct(shape) => count.nested(shape),
                    Type::Enum(shape) => {
                        count.enums[shape.side as usize] += 1;
                        count.values += match &shape.values {
                            Values::Words(words) => words.len(),
                            Values::Codes(codes) => codes.len(),
                        };
                    }
                }
            }
        }
        count.averages()
    }
}

#[derive(Default)]
struct Count {
    endpoints: usize,
    get: usize,
    errors: usize,
    request_fields: usize,
    required: usize,
    limits: usize,
    answers: usize,
    answer_fields: usize,
    /// By `Side`.
    types: [usize; 2],
    type_fields: [usize; 2],
    enums: [usize; 2],
    values: usize,
}

impl Count {
    fn request(&mut self, shape: &Struct) {
        self.request_fields += shape.fields.len();
        self.required += shape.fields.iter().filter(|field| !field.optional).count();
        self.limits += shape.fields.iter().map(|field| field.limits.len()).sum::<usize>();
    }

    fn nested(&mut self, shape: &Struct) {
        self.types[shape.side as usize] += 1;
        self.type_fields[shape.side as usize] += shape.fields.len();
        self.limits += shape.fields.iter().map(|field| field.limits.len()).sum::<usize>();
    }

    fn averages(&self) -> Averages {
        let [request, answer] = [Side::Request as usize, Side::Answer as usize];
        Averages {
            request_fields: Rate::of(self.request_fields, self.endpoints),
            required: Rate::of(self.required, self.request_fields),
            limits: Rate::of(self.limits, self.endpoints),
            request_types: Rate::of(self.types[request], self.endpoints),
            request_type_fields: Rate::of(self.type_fields[request], self.types[request]),
            request_enums: Rate::of(self.enums[request], self.endpoints),
            get: Rate::of(self.get, self.endpoints),
            json_answers: Rate::of(self.answers, self.endpoints),
            answer_fields: Rate::of(self.answer_fields, self.answers),
            answer_types: Rate::of(self.types[answer], self.answers),
            answer_type_fields: Rate::of(self.type_fields[answer], self.types[answer]),
            answer_enums: Rate::of(self.enums[answer], self.answers),
            values: Rate::of(self.values, self.enums.iter().sum()),
            errors: Rate::of(self.errors, self.endpoints),
        }
    }
}

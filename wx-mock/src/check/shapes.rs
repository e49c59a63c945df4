//! Fields that stand beside the others, and values that have one of several shapes.

use serde_json::{Map, Value};
use wx_core::{Choice, Field, Type, Variant, Variants};

use super::{Kind, NO_LIMITS, Problem, Spot, Walk, join};

impl Walk<'_> {
    /// A field whose own fields stand beside the others.
    pub(super) fn flat(
        &self,
        field: &'static Field,
        given: &Map<String, Value>,
        path: &str,
    ) -> Result<(), Problem> {
        if field.optional && !begun(field.ty, given) {
            return Ok(());
        }
        match field.ty {
            Type::Object(object) => self.fields(object.fields, given, path),
            Type::Variants(variants) => self.variants(variants, given, path, field.name),
            _ => Ok(()),
        }
    }

    /// A value that has one of several shapes.
    pub(super) fn variants(
        &self,
        variants: &'static Variants,
        given: &Map<String, Value>,
        path: &str,
        field: &'static str,
    ) -> Result<(), Problem> {
        match variants.tag {
            Some(tag) => self.tagged(tag, variants, given, path),
            None => self.untagged(variants, given, path, field),
        }
    }

    /// One field names the shape and is the key it stands under.
    fn tagged(
        &self,
        tag: &'static str,
        variants: &'static Variants,
        given: &Map<String, Value>,
        path: &str,
    ) -> Result<(), Problem> {
        let path_of_tag = join(path, tag);
        let spot = Spot { path: &path_of_tag, field: tag };
        let Some(name) = given.get(tag) else {
            return Err(spot.problem(Kind::Missing, "it is missing"));
        };
        let Some(name) = name.as_str() else {
            return Err(spot.problem(Kind::Type, "a string was due"));
        };
        let Some(variant) = variants.all.iter().find(|variant| variant.name == name) else {
            let names: Vec<_> = variants.all.iter().map(|variant| variant.name).collect();
            return Err(spot.problem(Kind::Value, format!("it is none of {}", names.join(", "))));
        };
        let path = join(path, variant.name);
        let spot = Spot { path: &path, field: variant.name };
        match given.get(variant.name) {
            Some(content) => self.value(variant.ty, &NO_LIMITS.limits, content, spot),
            None => Err(spot.problem(Kind::Missing, format!("`{tag}` names it, but it is missing"))),
        }
    }

    /// The shapes are told apart by their fields. Where none fits, the likeliest says what is wrong.
    fn untagged(
        &self,
        variants: &'static Variants,
        given: &Map<String, Value>,
        path: &str,
        field: &'static str,
    ) -> Result<(), Problem> {
        let mut shapes: Vec<_> = variants.all.iter().collect();
        shapes.sort_by_key(|variant| -likeness(variant, given));
        let mut first = None;
        for variant in shapes {
            let found = match variant.ty {
                Type::Object(object) => self.fields(object.fields, given, path),
                ty => {
                    let value = Value::Object(given.clone());
                    self.value(ty, &NO_LIMITS.limits, &value, Spot { path, field })
                }
            };
            match found {
                Ok(()) => return Ok(()),
                Err(problem) => {
                    first.get_or_insert(problem);
                }
            }
        }
        first.map_or(Ok(()), Err)
    }
}

/// Whether any field of the type is given.
fn begun(ty: &Type, given: &Map<String, Value>) -> bool {
    match ty {
        Type::Object(object) => object
            .fields
            .iter()
            .any(|field| if field.flat { begun(field.ty, given) } else { given.contains_key(field.name) }),
        Type::Variants(variants) => match variants.tag {
            Some(tag) => given.contains_key(tag),
            None => variants.all.iter().any(|variant| begun(variant.ty, given)),
        },
        _ => false,
    }
}

/// How much the given fields look like this shape: one for each field that is there, far less for a number or a word
/// that this shape cannot have.
fn likeness(variant: &Variant, given: &Map<String, Value>) -> i32 {
    let Type::Object(object) = variant.ty else {
        return 0;
    };
    object
        .fields
        .iter()
        .filter_map(|field| given.get(field.name).map(|value| (field, value)))
        .map(|(field, value)| match field.ty {
            Type::Codes(codes) if !value.as_i64().is_some_and(|code| Choice::holds(codes, &code)) => -100,
            Type::Words(words) if !value.as_str().is_some_and(|word| Choice::holds(words, &word)) => -100,
            _ => 1,
        })
        .sum()
}

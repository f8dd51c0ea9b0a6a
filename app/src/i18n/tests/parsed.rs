//! A language's files, read by Fluent's own parser and flattened to what the tests compare.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::super::areas;

/// One message.
#[derive(Default)]
pub struct Message {
    /// All its texts, of every variant and attribute, joined by a line break.
    pub text: String,
    pub variables: BTreeSet<String>,
    pub attributes: BTreeSet<String>,
}

/// One language.
#[derive(Default)]
pub struct Parsed {
    pub messages: BTreeMap<String, Message>,
    pub junk: Vec<String>,
    pub doubled: Vec<String>,
}

pub fn parsed(tag: &str) -> Parsed {
    let mut all = Parsed::default();
    for (path, source) in areas::files(tag) {
        let resource = match parser::parse(source.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                all.junk.push(format!("{path}: {errors:?}"));
                resource
            }
        };
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (
                    message.id.name.to_owned(),
                    message.value,
                    message.attributes,
                ),
                Entry::Term(term) => (
                    format!("-{}", term.id.name),
                    Some(term.value),
                    term.attributes,
                ),
                Entry::Junk { content } => {
                    all.junk.push(format!("{path}: {content}"));
                    continue;
                }
                _ => continue,
            };
            let mut message = Message::default();
            if let Some(pattern) = &value {
                read_pattern(pattern, &mut message);
            }
            for attribute in &attributes {
                message.attributes.insert(attribute.id.name.to_owned());
                read_pattern(&attribute.value, &mut message);
            }
            if all.messages.insert(id.clone(), message).is_some() {
                all.doubled.push(format!("{path}: {id}"));
            }
        }
    }
    all
}

fn read_pattern(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.text.push_str(value),
            PatternElement::Placeable { expression } => read_expression(expression, into),
        }
    }
    into.text.push('\n');
}

fn read_expression(expression: &Expression<&str>, into: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, into),
        Expression::Select { selector, variants } => {
            read_inline(selector, into);
            for variant in variants {
                read_pattern(&variant.value, into);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.variables.insert(id.name.to_owned());
            into.text.push_str(&format!("${}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, into);
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, into),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            into.text.push_str(value)
        }
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => into.text.push_str(id.name),
    }
}

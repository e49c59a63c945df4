//! The fields of an object as indented lines.

use std::io::Write;

use crate::{
    out::{BOLD, DIM, Out},
    schema::Node,
    stop::Stop,
    text::{pad, width, wrap},
};

/// One field to a line or two: name, type, whether it must be there; then what it means and its limits.
pub(crate) fn show(nodes: &[Node], out: &mut Out) -> Result<(), Stop> {
    if nodes.is_empty() {
        writeln!(out, "  {DIM}no fields{DIM:#}")?;
        return Ok(());
    }
    let column = widest(nodes, 1).min(34);
    for node in nodes {
        field(node, 1, column, out)?;
    }
    Ok(())
}

/// A name in brackets is none of the wire's.
fn shown(node: &Node) -> String {
    if node.flat { format!("({})", node.name) } else { node.name.clone() }
}

/// The widest name with its indentation.
fn widest(nodes: &[Node], depth: usize) -> usize {
    let inner = |node: &Node| {
        let shapes = node.shapes.iter().map(|shape| widest(&shape.fields, depth + 2)).max();
        widest(&node.fields, depth + 1).max(shapes.unwrap_or(0))
    };
    nodes.iter().map(|node| (2 * depth + width(&shown(node))).max(inner(node))).max().unwrap_or(0)
}

fn field(node: &Node, depth: usize, column: usize, out: &mut Out) -> Result<(), Stop> {
    let indent = " ".repeat(2 * depth);
    let name = shown(node);
    let gap = column.saturating_sub(2 * depth + width(&name));
    let must = if node.required { "" } else { ", optional" };
    let place = match node.place {
        Some("key") => ", not sent: the call is signed with it",
        Some(_) => ", in the query",
        None => "",
    };
    let repeat = if node.repeat { ", once for each item" } else { "" };
    let secret = if node.secret { ", secret" } else { "" };
    let essential = if node.essential { ", essential" } else { "" };
    let kind = format!("{}{must}{place}{repeat}{secret}{essential}", node.kind);
    let mut text = vec![kind];
    text.extend(node.limits.iter().cloned());
    let room = Out::columns().saturating_sub(column + 2);
    let facts = text.join("; ");
    for (index, line) in wrap(&facts, room).iter().enumerate() {
        if index == 0 {
            writeln!(out, "{indent}{BOLD}{name}{BOLD:#}{}  {line}", " ".repeat(gap))?;
        } else {
            writeln!(out, "{}  {line}", " ".repeat(column))?;
        }
    }
    let doc = node.doc.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    for line in wrap(&doc, room) {
        writeln!(out, "{}  {DIM}{line}{DIM:#}", " ".repeat(column))?;
    }
    for worth in node.values.iter().filter(|worth| !worth.doc.is_empty()) {
        let value = worth.value.as_str().map_or_else(|| worth.value.to_string(), str::to_owned);
        for line in wrap(&format!("{value}: {}", worth.doc), room) {
            writeln!(out, "{}  {DIM}{line}{DIM:#}", " ".repeat(column))?;
        }
    }
    for inner in &node.fields {
        field(inner, depth + 1, column, out)?;
    }
    for shape in &node.shapes {
        let indent = " ".repeat(2 * (depth + 1));
        writeln!(out, "{indent}{DIM}{}{DIM:#}", pad(&format!("— {}", shape.name), 0))?;
        for inner in &shape.fields {
            field(inner, depth + 2, column, out)?;
        }
    }
    Ok(())
}

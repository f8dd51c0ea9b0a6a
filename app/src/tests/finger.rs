//! A finger for pages without a browser: it finds an element by its test id in the tree that would be drawn, and
//! presses it or types.

use std::time::Duration;

use dioxus::core::{
    AttributeValue, DynamicNode, ElementId, Event, NoOpMutations, TemplateAttribute, TemplateNode,
};
use dioxus::html::{
    EventData, SerializedFocusData, SerializedFormData, SerializedHtmlEventConverter,
    SerializedMouseData,
};
use dioxus::prelude::*;
use futures_util::FutureExt;

use crate::platform::Host;

/// A page that somebody uses.
pub struct Finger {
    dom: VirtualDom,
}

impl Finger {
    /// Opens the page of this root.
    pub fn open(dom: VirtualDom, host: Host) -> Self {
        dioxus::html::set_event_converter(Box::new(SerializedHtmlEventConverter));
        let mut dom = dom.with_root_context(host);
        dom.rebuild_in_place();
        Self { dom }
    }

    /// What is drawn.
    pub fn page(&self) -> String {
        dioxus_ssr::render(&self.dom)
    }

    /// Presses an element.
    pub fn press(&mut self, testid: &str) {
        self.send(
            testid,
            "click",
            EventData::Mouse(SerializedMouseData::default()),
        );
    }

    /// Puts a text into a field, as a keyboard does.
    pub fn write(&mut self, testid: &str, text: &str) {
        let data = SerializedFormData::new(text.to_owned(), Vec::new());
        self.send(testid, "input", EventData::Form(data));
    }

    /// Leaves a field.
    pub fn leave(&mut self, testid: &str) {
        self.send(
            testid,
            "blur",
            EventData::Focus(SerializedFocusData::default()),
        );
    }

    /// Waits until nothing moves any more: for services that answer at once.
    pub fn settle(&mut self) -> String {
        for _ in 0..200 {
            if self.dom.wait_for_work().now_or_never().is_none() {
                return self.page();
            }
            self.dom.render_immediate(&mut NoOpMutations);
        }
        panic!("the screen never came to rest");
    }

    /// Waits until this is on the page: for services that take their time.
    pub async fn until(&mut self, mark: &str) -> String {
        self.until_so(mark, |page| page.contains(mark)).await
    }

    /// Waits until the page is so.
    pub async fn until_so(&mut self, what: &str, so: impl Fn(&str) -> bool) -> String {
        let limit = tokio::time::Instant::now() + Duration::from_secs(120);
        loop {
            self.dom.render_immediate(&mut NoOpMutations);
            let page = self.page();
            if so(&page) {
                return page;
            }
            let moved = tokio::time::timeout_at(limit, self.dom.wait_for_work()).await;
            assert!(moved.is_ok(), "{what} never came: {page}");
        }
    }

    fn send(&mut self, testid: &str, name: &str, data: EventData) {
        let root = self.dom.base_scope().root_node();
        let listener = format!("on{name}");
        let element = self
            .find(root, testid, &listener)
            .unwrap_or_else(|| panic!("nothing to {name} is called {testid}: {}", self.page()));
        let event = Event::new(data.into_any(), true);
        self.dom.runtime().handle_event(name, event, element);
    }

    fn find(&self, node: &VNode, testid: &str, listener: &str) -> Option<ElementId> {
        let roots = node.template.roots.iter();
        roots
            .clone()
            .find_map(|root| self.find_in(node, root, testid, listener))
    }

    fn find_in(
        &self,
        node: &VNode,
        part: &TemplateNode,
        testid: &str,
        listener: &str,
    ) -> Option<ElementId> {
        match part {
            TemplateNode::Text { .. } => None,
            TemplateNode::Dynamic { id } => match &node.dynamic_nodes[*id] {
                DynamicNode::Component(component) => {
                    let scope = component.mounted_scope(*id, node, &self.dom)?;
                    self.find(scope.root_node(), testid, listener)
                }
                DynamicNode::Fragment(nodes) => nodes
                    .iter()
                    .find_map(|node| self.find(node, testid, listener)),
                _ => None,
            },
            TemplateNode::Element {
                attrs, children, ..
            } => {
                let (mut named, mut listens) = (false, None);
                for attribute in attrs.iter() {
                    match attribute {
                        TemplateAttribute::Static { name, value, .. } => {
                            named |= *name == "data-testid" && *value == testid;
                        }
                        TemplateAttribute::Dynamic { id } => {
                            for attribute in node.dynamic_attrs[*id].iter() {
                                named |= attribute.name == "data-testid"
                                    && matches!(&attribute.value, AttributeValue::Text(value) if value == testid);
                                if attribute.name == listener {
                                    listens = node.mounted_dynamic_attribute(*id, &self.dom);
                                }
                            }
                        }
                    }
                }
                if named && listens.is_some() {
                    return listens;
                }
                children
                    .iter()
                    .find_map(|child| self.find_in(node, child, testid, listener))
            }
        }
    }
}

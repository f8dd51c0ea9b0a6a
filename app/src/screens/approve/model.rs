//! Letting a device join: its text, the words that both sides compare, its role, and the answer.

use wayside_seam::{Request, Role};

/// What was typed and chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approval {
    /// The new device's text.
    pub text: String,
    /// The words of that text, once it was read.
    pub words: Option<String>,
    /// What it may do.
    pub role: Option<Role>,
    /// Which caseload it gets; the first one by default.
    pub caseload: Option<String>,
    /// The answer and its words, once it was made.
    pub answer: Option<(String, String)>,
}

impl Approval {
    /// Another text: words of the old one must not stay.
    pub fn typed(&mut self, text: String) {
        self.text = text;
        self.words = None;
    }

    /// The request that reads the text.
    pub fn check(&self) -> Option<Request> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| Request::JoinWords {
            text: text.to_owned(),
        })
    }

    /// The request that approves: only after the words were shown, and with a role.
    pub fn approve(&self) -> Option<Request> {
        self.words.as_ref()?;
        let role = self.role?;
        let caseload = self.caseload.clone().filter(|_| !role.leads());
        Some(Request::JoinApprove {
            text: self.text.trim().to_owned(),
            role,
            caseload,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approval_needs_the_words_of_this_text_and_a_role() {
        let mut approval = Approval {
            role: Some(Role::Worker),
            ..Approval::default()
        };
        approval.typed(" abc ".into());
        assert!(matches!(approval.check(), Some(Request::JoinWords { text }) if text == "abc"));
        assert!(approval.approve().is_none());
        approval.words = Some("one two".into());
        assert!(approval.approve().is_some());
        approval.typed("abd".into());
        assert!(
            approval.approve().is_none(),
            "the words were those of another text"
        );
    }

    #[test]
    fn leading_roles_are_given_no_single_caseload() {
        let mut approval = Approval {
            text: "abc".into(),
            words: Some("one".into()),
            role: Some(Role::Supervisor),
            caseload: Some("North".into()),
            answer: None,
        };
        assert!(matches!(
            approval.approve(),
            Some(Request::JoinApprove { caseload: None, .. })
        ));
        approval.role = Some(Role::Peer);
        assert!(
            matches!(approval.approve(), Some(Request::JoinApprove { caseload: Some(name), .. }) if name == "North")
        );
    }
}

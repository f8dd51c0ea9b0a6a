//! Any record that can be written reads back, byte for byte; and no text makes the reader panic.

use proptest::collection::vec;
use proptest::prelude::*;
use wayside_domain::record::{
    Applied, Entry, Merge, apply, compare, parse_document, parse_line, to_line,
};

use crate::any_record::{entry, pair, same_head};

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 3 / 2, ..ProptestConfig::default() })]

    #[test]
    fn any_record_reads_back(entry in entry()) {
        let line = to_line(&entry);
        prop_assert!(!line.contains('\n'), "one line");
        let back = parse_line(&line).unwrap();
        prop_assert_eq!(&back, &entry);
        prop_assert_eq!(to_line(&back), line);
        prop_assert_eq!(compare(&entry.body, &back.body), Merge::Same);
        let kept = serde_json::to_string(&entry).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Entry>(&kept).unwrap(), &entry);
        let seam = postcard::to_allocvec(&entry).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Entry>(&seam).unwrap(), entry);
    }

    #[test]
    fn any_export_reads_back(entries in vec(entry(), 0..8)) {
        let text: String = entries.iter().map(|entry| to_line(entry) + "\n").collect();
        prop_assert_eq!(parse_document(&text).unwrap(), entries.clone());
        let list = format!("[{}]", entries.iter().map(to_line).collect::<Vec<_>>().join(","));
        prop_assert_eq!(parse_document(&list).unwrap(), entries);
    }

    #[test]
    fn what_continuing_makes_is_stable((old, new) in pair()) {
        let old = same_head(old, &new);
        match apply(Some(&old), &new) {
            Applied::Continued(merged) => {
                prop_assert_eq!(apply(Some(&merged), &new), Applied::Same, "recording it again changes nothing");
                prop_assert_eq!(compare(&old, &new), Merge::Continue);
                prop_assert_ne!(merged, old);
            }
            Applied::Corrected(body) => prop_assert_eq!(body, new),
            Applied::Same => prop_assert_ne!(compare(&old, &new), Merge::Correct),
            Applied::Added(_) => prop_assert!(false, "something was there"),
        }
    }

    #[test]
    fn cut_and_garbled_lines_are_refused_without_a_panic(entry in entry(), cut in any::<usize>(), byte in any::<u8>()) {
        let line = to_line(&entry);
        let mut end = cut % line.len();
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert!(parse_line(&line[..end]).is_err());
        let mut bytes = line.into_bytes();
        let at = cut % bytes.len();
        bytes[at] = byte;
        let _ = parse_document(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn garbage_is_refused_without_a_panic(text in "\\PC{0,80}") {
        let _ = parse_document(&text);
    }
}

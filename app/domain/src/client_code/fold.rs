//! Letters without their marks: `Nguyễn` and `Nguyen` are one name to a person who types in a hurry, and have to be one
//! to a formula. Only Latin letters are folded; letters of other scripts stay as they are.

/// Base letters and the marked letters that fold to them, lower case.
const MARKED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎảạấầẩẫậắằẳẵặ"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęěẻẽẹếềểễệ"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįıỉị"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŋ"),
    ('o', "òóôõöøōŏőơỏọốồổỗộớờởỡợ"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűųưủụứừửữự"),
    ('w', "ŵ"),
    ('y', "ýÿŷỳỵỷỹ"),
    ('z', "źżž"),
];

/// Lower-case text with the marks of Latin letters taken off, also where they are written as combining characters.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            _ if letter.is_ascii() => out.push(letter),
            _ => out.push(
                MARKED
                    .iter()
                    .find(|(_, marked)| marked.contains(letter))
                    .map_or(letter, |(base, _)| *base),
            ),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_fold_whether_composed_or_not() {
        let table = [
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("Đặng ƯỚC", "dang uoc"),
            ("Łódź Straße", "lodz strasse"),
            ("Иванова", "иванова"),
        ];
        for (given, expected) in table {
            assert_eq!(fold(given), expected);
        }
    }
}

//! Words that people write down or read to each other. The list is BIP-39's English one: short words that look unlike.
//!
//! - **Recovery words**: the root key itself, 24 words with a checksum; shown once when a team is made, kept nowhere.
//! - **Comparison words**: six words, 66 bits of a hash. Four were refused: a stranger who can swap texts could search
//!   2^44 keys for one whose words match, at home and at leisure.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::key::Key;

const COMPARED: u32 = 6;

/// BIP-39's list, a word a line. As text it takes half of what a table of words takes in a browser's program.
const LIST: &str = include_str!("words/english.txt");
/// Each word stands for so many bits.
const BITS: u32 = 11;
/// The recovery words take no more room than this, so that no copy of them is left behind by a text that grows.
const LONGEST: usize = 24 * 9;

fn word(bits: u32) -> &'static str {
    let place = bits % (1 << BITS);
    LIST.lines().nth(place as usize).unwrap_or_default()
}

/// The root key as words: BIP-39's, of the key and the first byte of its SHA-256.
pub fn recovery(root: &Key) -> Zeroizing<String> {
    let mut words = Zeroizing::new(String::with_capacity(LONGEST));
    let (mut bits, mut held) = (0_u32, 0);
    let sum = Sha256::digest(root.bytes());
    for byte in root.bytes().iter().chain(sum.first()) {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held >= BITS {
            held -= BITS;
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word(bits >> held));
        }
    }
    words
}

/// The root key that the words stand for; none if a word or the checksum is wrong.
pub fn recover(words: &str) -> Option<Key> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST));
    let (mut bits, mut held) = (0_u32, 0);
    for said in words.split_whitespace() {
        let said = Zeroizing::new(said.to_lowercase());
        let place = LIST.lines().position(|word| word == said.as_str())?;
        bits = bits << BITS | u32::try_from(place).ok()?;
        held += BITS;
        while held >= 8 {
            held -= 8;
            bytes.push((bits >> held).to_le_bytes()[0]);
        }
    }
    let (root, sum) = bytes.split_first_chunk::<32>()?;
    let right = Sha256::digest(root);
    (held == 0 && right.get(..1) == Some(sum)).then(|| Key::from_bytes(*root))
}

/// Words for what two people look at: equal only if every part is.
pub fn compared(purpose: &str, parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"wayside words v1");
    for part in [purpose.as_bytes()].iter().chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let bits = digest
        .iter()
        .take(9)
        .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    let words: Vec<_> = (0..COMPARED)
        .map(|n| word((bits >> (n * BITS)) as u32))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_words_come_back_to_the_same_key() {
        let root = Key::from_bytes([42; 32]);
        let words = recovery(&root);
        assert_eq!(words.split(' ').count(), 24);
        assert_eq!(recover(&words), Some(root.clone()));
        assert_eq!(recover(&format!("  {} ", words.to_uppercase())), Some(root));
    }

    #[test]
    fn recovery_words_are_those_of_bip_39() {
        let list = bip39::Language::English.word_list();
        assert!(LIST.lines().eq(list.iter().copied()));
        for seed in 0..200_u8 {
            let root = Key::from_bytes(Sha256::digest([seed]).into());
            let words = bip39::Mnemonic::from_entropy(root.bytes())
                .unwrap()
                .to_string();
            assert_eq!(*recovery(&root), words);
            assert_eq!(recover(&words), Some(root));
        }
    }

    #[test]
    fn recovery_words_of_another_length_are_noticed() {
        let words = bip39::Mnemonic::from_entropy(&[7; 16]).unwrap().to_string();
        assert_eq!(recover(&words), None);
        let words = recovery(&Key::from_bytes([42; 32]));
        assert_eq!(recover(&format!("{} abandon", *words)), None);
        assert_eq!(recover(words.rsplit_once(' ').unwrap().0), None);
        assert_eq!(recover(""), None);
    }

    #[test]
    fn one_wrong_recovery_word_is_noticed() {
        let words = recovery(&Key::from_bytes([42; 32])).replacen(' ', " zebra ", 1);
        assert_eq!(recover(&words), None);
        assert_eq!(recover("abandon abandon"), None);
    }

    #[test]
    fn comparison_words_are_six_and_depend_on_every_part() {
        let words = compared("answer", &[b"team", b"device"]);
        assert_eq!(words, "first vessel gun tornado party twelve");
        assert_eq!(words.split(' ').count(), 6);
        assert_eq!(words, compared("answer", &[b"team", b"device"]));
        for other in [
            compared("request", &[b"team", b"device"]),
            compared("answer", &[b"team", b"devicf"]),
            compared("answer", &[b"teamd", b"evice"]),
            compared("answer", &[b"team"]),
        ] {
            assert_ne!(words, other);
        }
    }
}

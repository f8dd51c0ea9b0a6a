//! Streams as one body: deflated, padded, and back.
//!
//! ```text
//! body  = block* ‖ 0 ‖ random length uleb ‖ random ‖ zeros up to a Padmé length
//! block = deflated length uleb (never 0) ‖ raw deflate
//! first block  = format 1 ‖ outline length uleb ‖ number of columns uleb ‖ (column, length)* ‖ outline ‖ small columns
//! other blocks = one column each, of those that are `LARGE` or longer, in order
//! ```
//! A large column gets a block of its own because its letters differ: one code table for keys, one for values.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::columns::{Readers, Streams};
use super::{PackError, padme, put_number, take, take_number};

/// The most that one body may become.
pub const MAX_INFLATED: usize = 1 << 20;
const FORMAT: u8 = 1;
/// Shorter columns do not repay a code table.
const LARGE: usize = 1024;

/// Deflates and pads.
pub fn write(streams: &Streams) -> Vec<u8> {
    let mut first = vec![FORMAT];
    put_number(&mut first, streams.outline.len() as u64);
    put_number(&mut first, streams.columns.len() as u64);
    for (column, data) in &streams.columns {
        put_number(&mut first, *column);
        put_number(&mut first, data.len() as u64);
    }
    first.extend_from_slice(&streams.outline);
    streams
        .columns
        .values()
        .filter(|data| data.len() < LARGE)
        .for_each(|data| first.extend_from_slice(data));
    let mut body = Vec::new();
    put_block(&mut body, &first);
    streams
        .columns
        .values()
        .filter(|data| data.len() >= LARGE)
        .for_each(|data| put_block(&mut body, data));
    put_number(&mut body, 0);
    put_number(&mut body, streams.random.len() as u64);
    body.extend_from_slice(&streams.random);
    body.resize(padme(body.len()), 0);
    body
}

fn put_block(body: &mut Vec<u8>, data: &[u8]) {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing into a Vec does not fail; if it did, the empty block would be refused by every receiver.
    let _ = encoder.write_all(data);
    let deflated = encoder.finish().unwrap_or_default();
    put_number(body, deflated.len() as u64);
    body.extend_from_slice(&deflated);
}

/// What `write` was given, block by block.
pub struct Inflated {
    blocks: Vec<Vec<u8>>,
    random: Vec<u8>,
}

/// Inflates all blocks, up to `MAX_INFLATED` bytes together.
pub fn read(mut body: &[u8]) -> Result<Inflated, PackError> {
    let mut blocks = Vec::new();
    let mut room = MAX_INFLATED;
    loop {
        let deflated = take_length(&mut body)?;
        if deflated == 0 {
            break;
        }
        let block = inflate(take(&mut body, deflated)?, room)?;
        room -= block.len();
        blocks.push(block);
    }
    let random = take_length(&mut body)?;
    let random = take(&mut body, random)?.to_vec();
    if body.iter().any(|byte| *byte != 0) {
        return Err(PackError::Malformed);
    }
    Ok(Inflated { blocks, random })
}

fn inflate(deflated: &[u8], room: usize) -> Result<Vec<u8>, PackError> {
    let mut decoder = DeflateDecoder::new(deflated);
    let mut block = Vec::new();
    (&mut decoder)
        .take(room as u64 + 1)
        .read_to_end(&mut block)
        .map_err(|_| PackError::Malformed)?;
    if block.len() > room {
        return Err(PackError::TooLarge);
    }
    if decoder.total_in() != deflated.len() as u64 {
        return Err(PackError::Malformed);
    }
    Ok(block)
}

impl Inflated {
    /// The streams, to be read from their fronts.
    pub fn readers(&self) -> Result<Readers<'_>, PackError> {
        let mut blocks = self.blocks.iter();
        let mut first = blocks.next().ok_or(PackError::Malformed)?.as_slice();
        match take(&mut first, 1)? {
            [FORMAT] => {}
            [other] => return Err(PackError::Format(*other)),
            _ => return Err(PackError::Malformed),
        }
        let outline = take_length(&mut first)?;
        let mut lengths = Vec::new();
        for _ in 0..take_number(&mut first)? {
            lengths.push((take_number(&mut first)?, take_length(&mut first)?));
        }
        let outline = take(&mut first, outline)?;
        let mut columns = std::collections::BTreeMap::new();
        for (column, length) in lengths {
            let data = match length {
                LARGE.. => blocks
                    .next()
                    .filter(|block| block.len() == length)
                    .ok_or(PackError::Malformed)?
                    .as_slice(),
                _ => take(&mut first, length)?,
            };
            columns.insert(column, data);
        }
        if !first.is_empty() || blocks.next().is_some() {
            return Err(PackError::Malformed);
        }
        Ok(Readers {
            outline,
            columns,
            random: &self.random,
        })
    }
}

fn take_length(bytes: &mut &[u8]) -> Result<usize, PackError> {
    usize::try_from(take_number(bytes)?).map_err(|_| PackError::Malformed)
}

//! The folder that an export goes to: files under temporary names until all are whole.

use std::cell::RefCell;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::part;

/// A folder that only its owner can read, and what is finished in it and not published yet.
pub struct Folder(PathBuf, RefCell<Vec<PathBuf>>);

/// A file in it that is not published yet.
pub struct File {
    name: String,
    path: PathBuf,
    writer: BufWriter<std::fs::File>,
    finished: bool,
}

impl Folder {
    /// Makes the folder where it is missing.
    pub fn make(path: &Path) -> Result<Folder, Failure> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(|error| at(path, &error))?;
        Ok(Folder(path.to_owned(), RefCell::default()))
    }

    /// Opens a new file for writing.
    pub fn file(&self, name: &str) -> Result<File, Failure> {
        let path = self.0.join(format!(".{name}.part"));
        let file = part::create(&path).map_err(|error| at(&path, &error))?;
        self.1.borrow_mut().push(path.clone());
        Ok(File {
            name: name.to_owned(),
            path,
            writer: BufWriter::new(file),
            finished: false,
        })
    }

    /// Opens a new table. Without the mark of UTF-8 a spreadsheet reads another alphabet.
    pub fn table(&self, name: &str) -> Result<csv::Writer<File>, Failure> {
        let mut file = self.file(name)?;
        file.write_all("\u{feff}".as_bytes())
            .map_err(|error| at(&file.path, &error))?;
        Ok(csv::Writer::from_writer(file))
    }

    /// Gives a finished file its name.
    pub fn publish(&self, name: &str) -> Result<(), Failure> {
        let path = self.0.join(name);
        let part = self.0.join(format!(".{name}.part"));
        std::fs::rename(&part, &path).map_err(|error| at(&path, &error))?;
        self.1.borrow_mut().retain(|left| *left != part);
        Ok(())
    }
}

impl Drop for Folder {
    /// An export that failed leaves no plaintext behind, also where a file was whole already.
    fn drop(&mut self) {
        for part in self.1.borrow().iter() {
            let _ = std::fs::remove_file(part);
        }
    }
}

impl File {
    /// Writes one line.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.writer, "{text}").map_err(|error| at(&self.path, &error))
    }

    /// Everything is on the disk; the file's name.
    pub fn finish(mut self) -> Result<String, Failure> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().sync_all())
            .map_err(|error| at(&self.path, &error))?;
        self.finished = true;
        Ok(std::mem::take(&mut self.name))
    }
}

impl Drop for File {
    /// An export that failed leaves no plaintext behind.
    fn drop(&mut self) {
        if !self.finished {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.writer.flush()
    }
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::outside(format!(
        "{}: {error}: choose another folder or free some space",
        path.display()
    ))
}

//! Compiles the content in: every `.ron` file under `checklists/` becomes a row of `SHIPPED`, so that a new checklist, law
//! file or wording needs no new code. Reads files and writes one; no network.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=checklists");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut rows = Vec::new();
    for folder in fs::read_dir(Path::new(&root).join("checklists"))? {
        let folder = folder?.path();
        // Samples are filled-in sessions, not shelf content.
        if !folder.is_dir() || folder.ends_with("samples") {
            continue;
        }
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "ron") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                rows.push(format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
            }
        }
    }
    rows.sort();
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("shipped.rs"), format!("const SHIPPED: &[(&str, &str)] = &[\n{}];\n", rows.concat()))
}

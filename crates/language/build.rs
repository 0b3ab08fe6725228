//! Compiles the word tables of `data/` and `models/`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    postil_lexicon::compile_folder("data")?;
    postil_lexicon::compile_folder("models")
}

//! Compiles the word tables of `data/`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    postil_lexicon::compile_folder("data")
}

//! A markdown table with aligned columns.

use std::fmt;

/// Rows of text.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with its heading.
    pub fn new(heading: &[&str]) -> Self {
        let mut table = Self { rows: Vec::new() };
        table.row(heading);
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        self.rows
            .push(cells.iter().map(|&cell| cell.to_owned()).collect());
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                write!(out, "| {cell:<width$} ", width = self.width(column))?;
            }
            writeln!(out, "|")?;
            if number == 0 {
                for column in 0..row.len() {
                    write!(out, "|{}", "-".repeat(self.width(column) + 2))?;
                }
                writeln!(out, "|")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::new(&["a", "b"]);
        table.row(&["long", "c"]);
        assert_eq!(
            table.to_string(),
            "| a    | b |\n|------|---|\n| long | c |\n"
        );
    }
}

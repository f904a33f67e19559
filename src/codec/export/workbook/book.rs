//! The workbook under way: its formats, and how a sheet is begun, written and printed. Knows no questions.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::codec::export::About;
use crate::codec::findings::{Figure, Findings};
use crate::codec::words::Tongue;
use crate::domain::decimal::Decimal;
use crate::domain::ids::Moment;

/// The blue of all charts, readable beside its own lighter steps by whoever sees fewer colours.
pub const BLUE: u32 = 0x0072B2;
/// A cell holds 32,767 letters.
const LETTERS_MAX: usize = 32_000;
/// Rows on one printed page that can still be read.
const ROWS_ON_PAGE: u32 = 72;
/// Of a row of one line, in points, and of a page across at full size, without its margins.
const ROW_POINTS: f64 = 15.0;
const PAGE_POINTS: f64 = 480.0;
/// Of a column of so many letters, and of a page across, in pixels of a screen.
const LETTER_PIXELS: f64 = 7.0;
const COLUMN_PIXELS: f64 = 5.0;
const PAGE_PIXELS: f64 = 980.0;
/// In per cent: smaller than this nobody reads it, and larger than that a page holds little.
const SCALES: (f64, f64) = (30.0, 65.0);
/// Of paper: A4.
const PAPER: u8 = 9;

pub struct Book {
    workbook: Workbook,
    pub tongue: Tongue,
    styles: Styles,
}

/// How cells look.
struct Styles {
    title: Format,
    lead: Format,
    label: Format,
    beside: Format,
    total: Format,
    part: Format,
    head: Format,
    figure_head: Format,
    beside_head: Format,
    text: Format,
    quiet: Format,
    whole: Format,
    whole_left: Format,
    percent: Format,
    mean: Format,
    figure: Format,
    number: Format,
    change: Format,
    moment: Format,
    moment_left: Format,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    Lead,
    Head,
    /// Above what stands off.
    BesideHead,
    /// Above figures, which stand to the right.
    FigureHead,
    Text,
    /// Behind a figure or a head, from which it stands off; in one line, and in as many as it needs.
    Label,
    Beside,
    /// A whole group of answers, and an answer of it.
    Total,
    Part,
    /// As text, in one line: for many rows.
    Plain,
    Quiet,
    /// A figure that is written in words or signs.
    Figure,
}

/// One sheet.
pub struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    pub tongue: Tongue,
    widths: Vec<f64>,
    /// Rows that are higher than one line, in points.
    heights: BTreeMap<u32, f64>,
}

impl Book {
    pub fn new(findings: &Findings, about: &About) -> Result<Self, XlsxError> {
        let tongue = findings.tongue;
        let mut workbook = Workbook::new();
        let properties = DocProperties::new()
            .set_title(cut(&findings.title))
            .set_author("Peil")
            .set_subject(tongue.say("book-subject"))
            .set_custom_property("Language", tongue.code())
            .set_creation_datetime(&moment(about.ended_at.unwrap_or(about.started_at))?);
        workbook.set_properties(&properties);
        let plain = || Format::new().set_align(FormatAlign::Top);
        let wrapped = || plain().set_text_wrap();
        // An indent is one from the left or it is none.
        let aside = |format: Format| format.set_align(FormatAlign::Left).set_indent(1);
        let date = if tongue == Tongue::Dutch { "dd-mm-yyyy hh:mm" } else { "yyyy-mm-dd hh:mm" };
        let head = wrapped()
            .set_bold()
            .set_background_color(Color::RGB(0xE3EEF5))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(BLUE));
        let styles = Styles {
            title: wrapped().set_bold().set_font_size(16),
            lead: wrapped().set_font_size(12),
            figure_head: head.clone().set_align(FormatAlign::Right),
            beside_head: aside(head.clone()),
            head,
            text: wrapped(),
            label: aside(plain()),
            beside: aside(wrapped()),
            total: wrapped().set_bold(),
            part: aside(wrapped()),
            quiet: wrapped().set_font_color(Color::RGB(0x555B61)),
            whole: plain().set_num_format("0"),
            whole_left: plain().set_num_format("0").set_align(FormatAlign::Left).set_indent(1),
            percent: plain().set_num_format("0%"),
            mean: plain().set_num_format("0.0"),
            figure: plain().set_align(FormatAlign::Right),
            number: plain(),
            change: plain().set_num_format("+0;\u{2212}0;0"),
            moment: plain().set_num_format(date),
            moment_left: plain().set_num_format(date).set_align(FormatAlign::Left).set_indent(1),
        };
        Ok(Self { workbook, tongue, styles })
    }

    /// A sheet with this name, whose first rows stand still and are printed on every page. `widths` are in letters.
    pub fn page(&mut self, name: &str, widths: &[f64], frozen: (u32, u16)) -> Result<Page<'_>, XlsxError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        // `&P` is the page and `&A` the sheet's name, which holds no `&` of its own.
        sheet.set_footer("&L&A&R&P / &N");
        if frozen != (0, 0) {
            sheet.set_freeze_panes(frozen.0, frozen.1)?;
        }
        if let Some(last) = frozen.0.checked_sub(1) {
            sheet.set_repeat_rows(0, last)?;
        }
        Ok(Page { sheet, styles: &self.styles, tongue: self.tongue, widths: widths.to_vec(), heights: BTreeMap::new() })
    }

    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}

impl Page<'_> {
    /// A text, whatever it says: never a formula, a number or a link.
    pub fn text(&mut self, row: u32, column: u16, text: &str, style: Style) -> Result<(), XlsxError> {
        let format = match style {
            Style::Title => &self.styles.title,
            Style::Lead => &self.styles.lead,
            Style::Head => &self.styles.head,
            Style::BesideHead => &self.styles.beside_head,
            Style::FigureHead => &self.styles.figure_head,
            Style::Text => &self.styles.text,
            Style::Label => &self.styles.label,
            Style::Beside => &self.styles.beside,
            Style::Total => &self.styles.total,
            Style::Part => &self.styles.part,
            Style::Plain => &self.styles.number,
            Style::Quiet => &self.styles.quiet,
            Style::Figure => &self.styles.figure,
        };
        self.sheet.write_string_with_format(row, column, cut(text), format)?;
        Ok(())
    }

    /// A text over several columns, in a row as high as its lines need: Excel makes no room for merged cells by itself.
    pub fn paragraph(
        &mut self,
        row: u32,
        text: &str,
        style: Style,
        columns: u16,
        letters: usize,
    ) -> Result<(), XlsxError> {
        let format = match style {
            Style::Title => &self.styles.title,
            Style::Lead => &self.styles.lead,
            _ => &self.styles.quiet,
        };
        let height = match style {
            Style::Title => 22.0,
            Style::Lead => 17.0,
            _ => 15.5,
        };
        let lines = cut(text).chars().count().div_ceil(letters).max(1);
        self.sheet.merge_range(row, 0, row, columns - 1, "", format)?;
        self.sheet.write_string_with_format(row, 0, cut(text), format)?;
        self.high(row, height * lines as f64)
    }

    pub fn heads(&mut self, row: u32, heads: &[&str]) -> Result<(), XlsxError> {
        (0..).zip(heads).try_for_each(|(column, head)| self.text(row, column, head, Style::Head))
    }

    pub fn whole(&mut self, row: u32, column: u16, number: impl Into<f64>) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(row, column, number, &self.styles.whole)?;
        Ok(())
    }

    /// Beside a name, as a text would stand.
    pub fn whole_left(&mut self, row: u32, column: u16, number: u32) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(row, column, number, &self.styles.whole_left)?;
        Ok(())
    }

    pub fn percent(&mut self, row: u32, column: u16, percent: u32) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(row, column, f64::from(percent) / 100.0, &self.styles.percent)?;
        Ok(())
    }

    /// As a number where it is one.
    pub fn figure(&mut self, row: u32, column: u16, figure: &Figure) -> Result<(), XlsxError> {
        match figure {
            Figure::People { count, .. } | Figure::Count(count) => self.whole(row, column, *count),
            Figure::Mean(Some(mean)) => {
                let mean = f64::from(*mean) / 1000.0;
                self.sheet.write_number_with_format(row, column, mean, &self.styles.mean).map(drop)
            }
            Figure::Number { number, unit } if unit.is_empty() => self.number(row, column, *number),
            Figure::Number { number, unit } => self.measure(row, column, *number, unit),
            Figure::Change(change) => {
                self.sheet.write_number_with_format(row, column, *change, &self.styles.change).map(drop)
            }
            Figure::Mean(None) | Figure::Withheld | Figure::Text(_) => {
                self.text(row, column, &figure.read(self.tongue), Style::Figure)
            }
        }
    }

    pub fn number(&mut self, row: u32, column: u16, number: Decimal) -> Result<(), XlsxError> {
        let number = number.millionths() as f64 / 1_000_000.0;
        self.sheet.write_number_with_format(row, column, number, &self.styles.number)?;
        Ok(())
    }

    /// A number that a sheet can reckon with, and that shows its unit as it does everywhere.
    fn measure(&mut self, row: u32, column: u16, number: Decimal, unit: &str) -> Result<(), XlsxError> {
        // Between quotes nothing but a quote means anything to a format.
        let unit = unit.replace(['"', '\\'], "");
        let air = if unit == "%" { "" } else { "\u{a0}" };
        let format = self.styles.number.clone().set_num_format(format!("General\"{air}{unit}\""));
        let number = number.millionths() as f64 / 1_000_000.0;
        self.sheet.write_number_with_format(row, column, number, &format)?;
        Ok(())
    }

    /// A moment in the time zone of the server; nothing where it never came.
    pub fn moment(&mut self, row: u32, column: u16, at: Option<Moment>) -> Result<(), XlsxError> {
        let Some(at) = at else { return Ok(()) };
        self.sheet.write_datetime_with_format(row, column, &moment(at)?, &self.styles.moment)?;
        Ok(())
    }

    pub fn moment_left(&mut self, row: u32, column: u16, at: Option<Moment>) -> Result<(), XlsxError> {
        let Some(at) = at else { return Ok(()) };
        self.sheet.write_datetime_with_format(row, column, &moment(at)?, &self.styles.moment_left)?;
        Ok(())
    }

    /// Makes a row as high as its texts need, each in a column of so many letters.
    pub fn fit(&mut self, row: u32, texts: &[(&str, usize)]) -> Result<(), XlsxError> {
        let lines = texts.iter().map(|(text, letters)| cut(text).chars().count().div_ceil(*letters)).max().unwrap_or(1);
        if lines > 1 {
            self.high(row, (15.5 * lines as f64).min(400.0))?;
        }
        Ok(())
    }

    fn high(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        self.heights.insert(row, points);
        self.sheet.set_row_height(row, points)?;
        Ok(())
    }

    /// Prints in pieces that stay whole where a page holds them, each from one of these rows to the next; `columns` are
    /// in use. A page breaks by itself within what is longer.
    pub fn in_pieces(&mut self, starts: &[u32], last_row: u32, columns: u16) -> Result<(), XlsxError> {
        let wide: f64 =
            self.widths.iter().take(columns.into()).map(|width| width * LETTER_PIXELS + COLUMN_PIXELS).sum();
        let scale = (PAGE_PIXELS / wide * 100.0).clamp(SCALES.0, SCALES.1);
        let room = PAGE_POINTS * 100.0 / scale;
        let high = |from: u32, to: u32| -> f64 {
            (from..to).map(|row| self.heights.get(&row).copied().unwrap_or(ROW_POINTS)).sum()
        };
        let (mut breaks, mut top) = (Vec::new(), 0);
        for (place, start) in starts.iter().enumerate().filter(|(_, start)| **start > 0) {
            let end = starts.get(place + 1).copied().unwrap_or(last_row + 1);
            if high(top, end) > room {
                breaks.push(*start);
                top = *start;
            }
        }
        // A sheet that is fitted to its page ignores where it is to break.
        self.sheet.set_print_scale(scale as u16);
        self.sheet.set_page_breaks(&breaks)?;
        Ok(())
    }

    /// Prints on one page, where it is not so long that nobody could read it.
    pub fn on_one_page(&mut self, last_row: u32) {
        if last_row <= ROWS_ON_PAGE {
            self.sheet.set_print_fit_to_pages(1, 1);
        }
    }

    pub fn filter(&mut self, row: u32, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
        self.sheet.autofilter(row, 0, last_row, last_column)?;
        Ok(())
    }

    pub fn chart(&mut self, row: u32, chart: &rust_xlsxwriter::Chart) -> Result<(), XlsxError> {
        self.sheet.insert_chart_with_offset(row, 0, chart, 8, 8)?;
        Ok(())
    }
}

/// Excel knows no zones: the hour is that of the server, as on its pages.
fn moment(at: Moment) -> Result<ExcelDateTime, XlsxError> {
    let at = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::system());
    let year = at.year().clamp(1900, 9999).unsigned_abs();
    let date = ExcelDateTime::from_ymd(year, at.month().unsigned_abs(), at.day().unsigned_abs())?;
    date.and_hms(at.hour().unsigned_abs().into(), at.minute().unsigned_abs(), f64::from(at.second()))
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LETTERS_MAX).map_or(text, |(end, _)| &text[..end])
}

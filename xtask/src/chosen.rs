//! The services that are tried with every change, each with what is odd about it.

/// The list that is committed; `cargo proof slice` makes and checks it.
const LIST: &str = include_str!("../services-ci.txt");
/// Where it lies.
pub const PATH: &str = "xtask/services-ci.txt";

/// The services of the list.
pub fn services() -> Vec<String> {
    rows().map(|(service, _)| service.to_string()).collect()
}

/// The rows of the list: a service and its reasons.
pub fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    LIST.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let (service, reasons) = line.split_once(':').unwrap_or((line, ""));
        (service.trim(), reasons.split(',').map(str::trim).filter(|r| !r.is_empty()).collect())
    })
}

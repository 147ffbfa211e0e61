//! An open printer, against the other end of a socket that plays one.

use std::os::unix::net::UnixStream;

use tokio::net::TcpListener;

use super::*;

/// An open printer of which the test has the other end; it goes the way of a device file.
fn pair() -> (Line, tokio::net::UnixStream) {
    let (own, printers) = UnixStream::pair().expect("a pair");
    for end in [&own, &printers] {
        end.set_nonblocking(true).expect("a socket");
    }
    let line = Line {
        link: Link::usb(own.into()).expect("a descriptor"),
        patience: MOST_ANSWERS,
    };
    (
        line,
        tokio::net::UnixStream::from_std(printers).expect("a socket"),
    )
}

#[tokio::test]
async fn a_printer_is_asked_and_sent_a_job_and_says_that_it_is_done() {
    let (mut line, mut printer) = pair();
    let job = vec![b'x'; PIECE + 7];
    let expected = job.len();
    let plays = tokio::spawn(async move {
        let mut question = [0; 3];
        for answer in [0x16, 0x12, 0x12] {
            printer.read_exact(&mut question).await.expect("a question");
            assert_eq!(question[..2], [0x10, 0x04]);
            // A byte of some other kind before it: a state that it sends by itself.
            printer.write_all(&[0xff, answer]).await.expect("an answer");
        }
        let mut job = vec![0; expected];
        printer.read_exact(&mut job).await.expect("a job");
        printer.read_exact(&mut question).await.expect("a question");
        assert_eq!(question, IS_DONE);
        printer.write_all(&[0x12, 0x00]).await.expect("an answer");
        job
    });
    assert_eq!(line.ask().await, Ok(true));
    assert_eq!(line.send(&job).await, Ok(()));
    assert!(line.wait_until_printed().await.expect("an answer"));
    assert_eq!(plays.await.expect("a printer"), job);
}

#[tokio::test]
async fn one_that_has_no_paper_is_not_sent_anything() {
    let (mut line, mut printer) = pair();
    tokio::spawn(async move {
        let mut question = [0; 3];
        while printer.read_exact(&mut question).await.is_ok() {
            let answer = match question[2] {
                1 => 0x1a,
                2 => 0x32,
                _ => 0x7e,
            };
            printer.write_all(&[answer]).await.expect("an answer");
        }
    });
    assert_eq!(line.ask().await, Err(PrintReason::NoPaper));
}

#[tokio::test(start_paused = true)]
async fn one_that_says_nothing_is_waited_for_as_long_as_it_takes_and_no_longer() {
    let (mut line, printer) = pair();
    let began = Instant::now();
    assert_eq!(line.ask().await, Ok(false));
    assert_eq!(began.elapsed(), REST + SAYS);
    assert!(!line.wait_until_printed().await.expect("no answer"));
    assert_eq!(began.elapsed(), (REST + SAYS) + (REST + PRINTS));
    drop(printer);
    let sent = line.send(b"job").await;
    assert_eq!(sent, Err(SendError { has_begun: false }));
}

#[tokio::test(start_paused = true)]
async fn one_that_takes_some_and_then_nothing_has_begun() {
    let (mut line, _printer) = pair();
    let sent = line.send(&vec![0; 8 * 1024 * 1024]).await;
    assert_eq!(sent, Err(SendError { has_begun: true }));
}

#[tokio::test]
async fn one_that_talks_without_end_is_not_listened_to() {
    let (mut line, mut printer) = pair();
    printer
        .write_all(&[0xff; 4 * MOST_ANSWERS])
        .await
        .expect("talk");
    assert_eq!(line.ask().await, Err(PrintReason::Unreachable));
}

#[tokio::test]
async fn what_was_sent_arrives_although_an_answer_was_not_read() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let place = PrinterAddress::Net(listener.local_addr().expect("an address"));
    let mut line = Line::open(&place, &UsbPorts::default())
        .await
        .expect("a printer");
    let (mut printer, _) = listener.accept().await.expect("a connection");
    printer.write_all(&[0; 64]).await.expect("talk");
    line.send(b"the last line").await.expect("sent");
    let closing = tokio::spawn(line.close());
    let mut job = Vec::new();
    printer.read_to_end(&mut job).await.expect("all of it");
    assert_eq!(job, b"the last line");
    drop(printer);
    closing.await.expect("closed");
}

package io.broadsheet.ingest.imports.ndjson;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a document that comes in pieces into lines. What a line has beyond the longest is
 * forgotten as it comes.
 */
final class LineSplitter {

	private static final int INITIAL = 1024;

	private final int longest;

	private ByteArrayOutputStream line = new ByteArrayOutputStream(INITIAL);

	private boolean tooLong;

	private boolean blank = true;

	private long index;

	LineSplitter(int longest) {
		this.longest = longest;
	}

	/** The lines that end in the next piece of the document. */
	List<Line> next(byte[] piece) {
		List<Line> lines = new ArrayList<>();
		int start = 0;
		for (int position = 0; position < piece.length; position++) {
			if (piece[position] == '\n') {
				append(piece, start, position);
				end().ifPresent(lines::add);
				start = position + 1;
			}
		}
		append(piece, start, piece.length);
		return lines;
	}

	/** The last line, if it has no end. */
	Optional<Line> end() {
		boolean isLine = !this.blank;
		byte[] bytes = this.tooLong ? null : this.line.toByteArray();
		this.line = new ByteArrayOutputStream(INITIAL);
		this.tooLong = false;
		this.blank = true;
		return isLine ? Optional.of(new Line(this.index++, bytes)) : Optional.empty();
	}

	private void append(byte[] piece, int from, int to) {
		for (int position = from; this.blank && position < to; position++) {
			this.blank = piece[position] == ' ' || piece[position] == '\t' || piece[position] == '\r';
		}
		if (this.tooLong || this.line.size() + (to - from) > this.longest) {
			this.tooLong = true;
			this.line = new ByteArrayOutputStream(0);
		}
		else {
			this.line.write(piece, from, to - from);
		}
	}

}

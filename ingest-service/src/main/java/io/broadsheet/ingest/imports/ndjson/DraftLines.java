package io.broadsheet.ingest.imports.ndjson;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.ingest.article.Draft;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.Missing;
import io.broadsheet.ingest.imports.item.Times;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import io.broadsheet.ingest.problem.FieldError;
import io.broadsheet.ingest.problem.FieldErrors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Reads a draft of each line, as it comes. A line that can't be read costs that line
 * alone.
 */
public final class DraftLines {

	private static final int LINES_AHEAD = 4;

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private static final int LONGEST_EXTERNAL_ID = 200;

	private final JsonMapper json;

	private final Intake intake;

	private final Scheduler scheduler;

	private final int longest;

	/**
	 * Reads lines.
	 * @param json reads JSON as strictly as of an editor
	 * @param intake checks the drafts
	 * @param scheduler where they are read and checked
	 * @param longest the most bytes of a line
	 */
	public DraftLines(JsonMapper json, Intake intake, Scheduler scheduler, int longest) {
		this.json = json;
		this.intake = intake;
		this.scheduler = scheduler;
		this.longest = longest;
	}

	/**
	 * Reads a document.
	 * @param document in pieces of any size
	 * @return an item for each line that is not blank, in order; no more of the document
	 * is asked for than items are
	 */
	public Flux<ImportItem> read(Flux<DataBuffer> document) {
		return Flux.defer(() -> {
			LineSplitter splitter = new LineSplitter(this.longest);
			return document.map(DraftLines::bytes)
				.concatMapIterable(splitter::next, 1)
				.concatWith(Flux.defer(() -> Flux.fromStream(splitter.end().stream())))
				.publishOn(this.scheduler, LINES_AHEAD)
				.map(this::item);
		}).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private ImportItem item(Line line) {
		byte[] bytes = line.bytes();
		if (bytes == null) {
			return unusable(line, null, "is longer than " + this.longest + " bytes");
		}
		try {
			return item(line, this.json.readTree(text(line, bytes)));
		}
		catch (CharacterCodingException ex) {
			return unusable(line, null, "is not UTF-8");
		}
		catch (DatabindException ex) {
			return unusable(line, null, "must be one draft: a JSON object, and nothing after it");
		}
		catch (JacksonException ex) {
			return new ImportItem.Unusable(line.index(), null, List.of(FieldErrors.of(ex)));
		}
	}

	private ImportItem item(Line line, JsonNode node) {
		if (!node.isObject()) {
			return unusable(line, null, "must be a draft: a JSON object");
		}
		try {
			return this.intake.check(line.index(), this.json.treeToValue(node, Draft.class), new Missing(),
					SourceStatus.USABLE, versionAt(node));
		}
		catch (JacksonException ex) {
			return new ImportItem.Unusable(line.index(), externalId(node), List.of(FieldErrors.of(ex)));
		}
	}

	/** A draft has no such field, but an article that is passed on may tell it. */
	private static @Nullable OffsetDateTime versionAt(JsonNode node) {
		return node.path("updatedAt").asStringOpt().map(Times::read).orElse(null);
	}

	private static @Nullable String externalId(JsonNode node) {
		JsonNode externalId = node.get("externalId");
		return (externalId != null && externalId.isString() && externalId.stringValue().length() <= LONGEST_EXTERNAL_ID)
				? externalId.stringValue() : null;
	}

	private static String text(Line line, byte[] bytes) throws CharacterCodingException {
		String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		return (line.index() == 0 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

	private static ImportItem unusable(Line line, @Nullable String externalId, String detail) {
		return new ImportItem.Unusable(line.index(), externalId, List.of(new FieldError("", detail)));
	}

}

package io.broadsheet.ingest.imports.ninjs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import io.broadsheet.ingest.problem.FieldError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads ninjs documents: one item, or an array of them. What ninjs has beyond an article
 * is ignored.
 */
public final class NinjsReader {

	private final JsonMapper json;

	private final Intake intake;

	/**
	 * Reads documents whose items are checked like drafts.
	 * @param json reads JSON
	 * @param intake checks them
	 */
	public NinjsReader(JsonMapper json, Intake intake) {
		this.json = json;
		this.intake = intake;
	}

	/**
	 * Reads a document.
	 * @param document JSON, in UTF-8
	 * @param defaults the section and language of items that tell none
	 * @return the items in the order of the document
	 * @throws UnreadableDocumentException if it is not JSON, or neither an object nor an
	 * array
	 */
	public List<ImportItem> read(byte[] document, ImportDefaults defaults) {
		JsonNode root = parse(document);
		if (root.isObject()) {
			return List.of(item(0, root, defaults));
		}
		if (!root.isArray()) {
			throw new UnreadableDocumentException("The document is neither a ninjs item nor an array of them");
		}
		List<ImportItem> items = new ArrayList<>(root.size());
		for (JsonNode node : root.values()) {
			items.add(item(items.size(), node, defaults));
		}
		return Kills.of(items).apply(items);
	}

	private JsonNode parse(byte[] document) {
		try {
			return this.json.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
		}
		catch (CharacterCodingException ex) {
			throw new UnreadableDocumentException("The document is not UTF-8", ex);
		}
		catch (JacksonException ex) {
			throw new UnreadableDocumentException("The document is not JSON, or nested too deeply", ex);
		}
	}

	private ImportItem item(long index, JsonNode node, ImportDefaults defaults) {
		if (!node.isObject()) {
			return new ImportItem.Unusable(index, null,
					List.of(new FieldError("", "must be a ninjs item: a JSON object")));
		}
		return new NinjsItem(node, defaults).item(index, this.intake);
	}

}

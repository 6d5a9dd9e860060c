package io.broadsheet.ingest.ledger.stream;

import io.broadsheet.events.Article;
import io.broadsheet.events.EventJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON as {@link EventJson} has it, to the byte. A decision writes its article twice, in
 * the entry and in the event: it is encoded once.
 */
final class LedgerJson {

	private LedgerJson() {
	}

	/**
	 * Creates a mapper for the decisions of one partition, which follow one another.
	 * @return the mapper, for one thread at a time
	 */
	static JsonMapper mapper() {
		return EventJson.mapper()
			.rebuild()
			.addModule(new SimpleModule("ledger").addSerializer(Article.class, new EncodedOnce()))
			.build();
	}

	private static final class EncodedOnce extends StdSerializer<Article> {

		private final JsonMapper json = EventJson.mapper();

		private @Nullable Article encoded;

		private Encoding encoding = new Encoding(new byte[0]);

		private EncodedOnce() {
			super(Article.class);
		}

		@Override
		@SuppressWarnings("ReferenceEquality") // comparing texts would cost what is saved
		public void serialize(Article article, JsonGenerator generator, SerializationContext context) {
			if (article != this.encoded) {
				this.encoding = new Encoding(this.json.writeValueAsBytes(article));
				this.encoded = article;
			}
			generator.writeRawValue(this.encoding);
		}

	}

	/** JSON that is copied as it is, and never was a string. */
	private static final class Encoding extends SerializedString {

		private Encoding(byte[] utf8) {
			super("");
			this._unquotedUTF8Ref = utf8;
		}

	}

}

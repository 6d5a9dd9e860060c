package io.broadsheet.catalog;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.Document;

/**
 * The questions that a client asks a database, as they are sent, so that the database can
 * be asked how it answers them.
 */
public final class RecordedCommands implements CommandListener {

	private static final Set<String> QUESTIONS = Set.of("find", "aggregate", "count", "distinct");

	/** What belongs to the way of a command, and not to what it asks. */
	private static final List<String> ENVELOPE = List.of("$db", "lsid", "$clusterTime", "$readPreference",
			"readConcern");

	private final List<Document> commands = new CopyOnWriteArrayList<>();

	@Override
	public void commandStarted(CommandStartedEvent event) {
		if (QUESTIONS.contains(event.getCommandName())) {
			Document command = Document.parse(event.getCommand().toJson());
			ENVELOPE.forEach(command::remove);
			this.commands.add(command);
		}
	}

	/**
	 * The questions since this was last asked.
	 */
	public List<Document> take() {
		List<Document> result = List.copyOf(this.commands);
		this.commands.clear();
		return result;
	}

}

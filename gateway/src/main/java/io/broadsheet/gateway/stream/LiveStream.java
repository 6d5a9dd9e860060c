package io.broadsheet.gateway.stream;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.broadsheet.gateway.purge.LogFollower;
import io.broadsheet.gateway.stream.history.History;
import io.broadsheet.gateway.stream.history.Position;
import io.broadsheet.gateway.stream.history.Resumption;
import io.broadsheet.gateway.stream.history.StreamEvent;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.codec.ServerSentEvent;

/**
 * Tells everybody who listens what is heard on the log. Whoever is too slow to take it is
 * cut off, and may come back; nobody waits for anybody else.
 */
final class LiveStream implements LogFollower {

	private static final int AT_A_TIME = 16;

	private final StreamSettings settings;

	private final Counter dropped;

	private final EventReader reader = new EventReader();

	private final History history;

	private final Set<StreamClient> clients = new LinkedHashSet<>();

	private ToldPartitions partitions = ToldPartitions.NONE;

	private boolean caughtUp;

	private boolean closed;

	LiveStream(StreamSettings settings, Counter dropped) {
		this.settings = settings;
		this.dropped = dropped;
		this.history = new History(settings.history());
	}

	@Override
	public long rewind(String topic) {
		return EventReader.TOPICS.contains(topic) ? this.settings.rewind() : 0;
	}

	/**
	 * Who listens comes back, and is then told what it has missed, or that it can't be.
	 */
	@Override
	public synchronized void begin(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
		this.partitions = ToldPartitions.of(ends);
		this.history.begin(this.partitions.offsets(from));
		this.caughtUp = false;
		endAll();
	}

	@Override
	public synchronized void caughtUp() {
		for (int partition = 0; partition < this.partitions.count(); partition++) {
			this.history.advance(partition, this.partitions.end(partition));
		}
		this.caughtUp = true;
	}

	@Override
	public synchronized void hear(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
		Integer partition = this.partitions.numberOf(record);
		if (partition == null) {
			return;
		}
		Position position = this.history.advance(partition, record.offset() + 1);
		this.reader.read(record).ifPresent((told) -> {
			StreamEvent event = new StreamEvent(partition, record.offset(), told.type(), told.subject(), position,
					told.data());
			this.history.add(event);
			ServerSentEvent<String> message = message(event);
			send((client) -> client.wants(event), (client) -> messageTo(client, event, message));
		});
	}

	/** Most clients get the same message. */
	private static ServerSentEvent<String> messageTo(StreamClient client, StreamEvent event,
			ServerSentEvent<String> message) {
		StreamEvent own = client.own(event);
		return (own == event) ? message : message(own);
	}

	/**
	 * Also tells how far the log was read, so that who wants little is not far behind.
	 */
	synchronized void beat() {
		Position position = this.history.position();
		send((client) -> true, (client) -> {
			ServerSentEvent.Builder<String> beat = ServerSentEvent.<String>builder().comment("");
			return (this.caughtUp ? beat.id(client.known(position).toString()) : beat).build();
		});
	}

	private void send(Predicate<StreamClient> wants, Function<StreamClient, ServerSentEvent<String>> messages) {
		for (Iterator<StreamClient> all = this.clients.iterator(); all.hasNext();) {
			StreamClient client = all.next();
			if (wants.test(client) && !client.send(messages.apply(client))) {
				all.remove();
				this.dropped.increment();
				client.disconnect();
			}
		}
	}

	/**
	 * Opens a stream.
	 * @param selection what the client wants
	 * @param lastEventId the id of the last event that it saw, if it was here before
	 * @param disconnect closes its connection at once
	 * @return what it missed, and what comes
	 */
	Flux<ServerSentEvent<String>> open(Selection selection, @Nullable String lastEventId, Runnable disconnect) {
		return Flux.defer(() -> join(selection, lastEventId, disconnect)).publishOn(Schedulers.parallel(), AT_A_TIME);
	}

	private synchronized Flux<ServerSentEvent<String>> join(Selection selection, @Nullable String lastEventId,
			Runnable disconnect) {
		if (this.closed) {
			return Flux.empty();
		}
		boolean hasBegun = !this.partitions.isEmpty();
		@Nullable Resumption resumption = (lastEventId != null && hasBegun) ? this.history.since(lastEventId) : null;
		if (resumption instanceof Resumption.Resumed resumed) {
			Flux<ServerSentEvent<String>> missed = Flux.fromIterable(resumed.missed())
				.filter(selection::has)
				.map(LiveStream::message);
			return listen(Flux.concat(Flux.just(hello().build()), missed), selection, resumed.from(), disconnect);
		}
		Position now = this.partitions.atLeastEnds(this.history.position());
		ServerSentEvent<String> hello = (hasBegun ? hello().id(now.toString()) : hello()).build();
		Flux<ServerSentEvent<String>> start = (resumption instanceof Resumption.Lost lost)
				? Flux.just(hello, reset(lost)) : Flux.just(hello);
		return listen(start, selection, now, disconnect);
	}

	private Flux<ServerSentEvent<String>> listen(Flux<ServerSentEvent<String>> start, Selection selection,
			Position from, Runnable disconnect) {
		StreamClient client = new StreamClient(selection, from, this.settings.backlog(), disconnect);
		this.clients.add(client);
		return Flux.concat(start, client.events()).doFinally((signal) -> leave(client));
	}

	private ServerSentEvent.Builder<String> hello() {
		return ServerSentEvent.<String>builder().comment("").retry(this.settings.retry());
	}

	private static ServerSentEvent<String> reset(Resumption.Lost lost) {
		return ServerSentEvent.builder("{\"reason\":\"" + lost.reason() + "\"}").event("reset").build();
	}

	private synchronized void leave(StreamClient client) {
		this.clients.remove(client);
	}

	private static ServerSentEvent<String> message(StreamEvent event) {
		return ServerSentEvent.builder(event.data()).id(event.position().toString()).event(event.type()).build();
	}

	/** Streams may be opened. */
	synchronized void reopen() {
		this.closed = false;
	}

	/** Ends all streams, and opens none any more. */
	synchronized void close() {
		this.closed = true;
		endAll();
	}

	private void endAll() {
		List<StreamClient> all = List.copyOf(this.clients);
		this.clients.clear();
		all.forEach(StreamClient::end);
	}

}

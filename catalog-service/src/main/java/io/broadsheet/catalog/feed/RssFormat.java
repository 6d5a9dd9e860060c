package io.broadsheet.catalog.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.rometools.modules.atom.modules.AtomLinkModuleImpl;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;

import org.springframework.http.MediaType;

/**
 * <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>, as its board's
 * <a href="https://www.rssboard.org/rss-profile">best practices</a> have it: names in
 * {@code dc:creator}, since {@code author} takes e-mail addresses alone.
 */
class RssFormat implements FeedFormat {

	private static final MediaType MEDIA_TYPE = new MediaType("application", "rss+xml", StandardCharsets.UTF_8);

	@Override
	public MediaType mediaType() {
		return MEDIA_TYPE;
	}

	@Override
	public byte[] write(Feed feed) {
		Channel channel = new Channel("rss_2.0");
		channel.setTitle(feed.title());
		channel.setDescription(feed.title());
		channel.setLink(feed.home());
		channel.setLanguage(feed.language());
		feed.updatedAt().map((time) -> Date.from(time.toInstant())).ifPresent(channel::setLastBuildDate);
		channel.setModules(List.of(self(feed)));
		channel.setItems(feed.items().stream().map(RssFormat::item).toList());
		return Markup.bytes(Markup.document(channel));
	}

	private static Module self(Feed feed) {
		Link link = new Link();
		link.setRel("self");
		link.setType("application/rss+xml");
		link.setHref(feed.address());
		AtomLinkModuleImpl module = new AtomLinkModuleImpl();
		module.setLink(link);
		return module;
	}

	private static Item item(Feed.Item article) {
		Item item = new Item();
		item.setTitle(article.headline());
		item.setLink(article.url());
		item.setPubDate(Markup.date(article));
		Guid guid = new Guid();
		guid.setValue(article.id());
		guid.setPermaLink(false);
		item.setGuid(guid);
		if (article.summary() != null) {
			Description description = new Description();
			description.setValue(article.summary());
			item.setDescription(description);
		}
		item.setCategories(article.categories().stream().map(RssFormat::category).toList());
		List<Module> modules = new ArrayList<>(Markup.media(article.image()));
		modules.add(dublinCore(article));
		item.setModules(modules);
		return item;
	}

	private static Category category(String name) {
		Category category = new Category();
		category.setValue(name);
		return category;
	}

	private static DCModule dublinCore(Feed.Item article) {
		DCModule module = new DCModuleImpl();
		module.setCreators(article.authors());
		module.setLanguage(article.language());
		return module;
	}

}

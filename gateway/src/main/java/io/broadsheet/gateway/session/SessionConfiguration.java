package io.broadsheet.gateway.session;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Sessions in this gateway's memory.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/** In place of Spring Boot's, under the name that Spring looks for. */
	@Bean
	WebSessionManager webSessionManager(ServerProperties server, WebSessionIdResolver cookies) {
		ServerProperties.Reactive.Session settings = server.getReactive().getSession();
		InMemoryWebSessionStore store = new InMemoryWebSessionStore();
		store.setDefaultMaxIdleTime(settings.getTimeout());
		// whoever has a session keeps it; who wants a new one is told in time that there
		// is no room
		store.setMaxSessions(Integer.MAX_VALUE);
		DefaultWebSessionManager sessions = new DefaultWebSessionManager();
		sessions.setSessionIdResolver(cookies);
		sessions.setSessionStore(store);
		return new BoundedSessions(sessions, store, settings.getMaxSessions());
	}

}

package dev.ringwatch.app.serve;

import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.settings.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** How requests come in and answers go out. */
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {

  /** The folder of the library that exchanges parts of pages, in its WebJar. */
  private static final String HTMX =
      "classpath:/META-INF/resources/webjars/htmx.org/"
          + new WebJarVersionLocator().version("htmx.org")
          + "/dist/";

  /** TLS, the idle end of sessions, and Tomcat's own refusals as problem details. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServer(ServerSettings settings) {
    return factory -> {
      settings.ownTls().ifPresent(tls -> factory.setSsl(Ssl.forBundle(TlsBundle.NAME)));
      factory.getSettings().getSession().setTimeout(settings.sessions().idle());
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ProblemValve.class.getName());
        }
      });
    };
  }

  @Bean
  SslBundleRegistrar tls(ServerSettings settings) {
    Optional<TlsFiles> tls = settings.ownTls();
    return registry ->
        tls.ifPresent(files -> registry.registerBundle(TlsBundle.NAME, TlsBundle.of(files)));
  }

  /**
   * There is one form of answer, whatever a client says that it accepts; and what pages are made of
   * is asked for each time and sent when it has changed.
   */
  @Bean
  WebMvcConfigurer answers() {
    return new WebMvcConfigurer() {
      @Override
      public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/assets/*")
            .addResourceLocations("classpath:/assets/", HTMX)
            .setUseLastModified(false)
            .setEtagGenerator(WebServerConfiguration::digest)
            .setCacheControl(CacheControl.noCache());
      }
    };
  }

  private static String digest(Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      return DigestUtils.md5DigestAsHex(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

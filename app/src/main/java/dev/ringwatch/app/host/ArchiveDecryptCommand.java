package dev.ringwatch.app.host;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.output.OwnerOnly;
import dev.ringwatch.app.serve.SettingsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes plain copies of encrypted files; no database is needed. */
@Command(
    name = "decrypt",
    description = {
      "Makes plain copies of encrypted files, for what cannot read them: analyze, replay, DuckDB.",
      "A copy is for its owner only, and yours to delete."
    },
    mixinStandardHelpOptions = true)
final class ArchiveDecryptCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SettingsFile settings;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "files, such as /archive/events-2026-11-02.parquet")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "a directory that is there; no file in it is written over")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path directory;

  @Override
  public Integer call() throws IOException {
    FileEncryption encryption = settings.settings().fileEncryption();
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(directory + " is not a directory");
    }
    for (Path file : files) {
      try {
        Path copy = copy(file, encryption);
        spec.commandLine().getOut().println(copy);
      } catch (NoSuchFileException e) {
        throw new CommandFailure(file + " does not exist");
      } catch (FileAlreadyExistsException e) {
        throw new CommandFailure(
            e.getMessage() + " exists already; nothing is written over another file");
      } catch (IOException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
    }
    return 0;
  }

  private Path copy(Path file, FileEncryption encryption) throws IOException {
    Path copy = directory.resolve(String.valueOf(file.getFileName()));
    try (InputStream in = Channels.newInputStream(encryption.open(file))) {
      Files.createFile(copy, OwnerOnly.of(copy));
      boolean whole = false;
      try (OutputStream out = Files.newOutputStream(copy)) {
        in.transferTo(out);
        whole = true;
      } finally {
        if (!whole) {
          Files.deleteIfExists(copy);
        }
      }
    }
    return copy;
  }
}

package io.facegan.internal.util;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The real files, through a file system that fails where a test wants it to. */
public final class FaultyFiles extends FileSystemProvider {
  /** Something that may fail. */
  public interface Fault {
    void check(Path from, Path to, CopyOption... options) throws IOException;
  }

  /** Reading a file's bytes from a position on. */
  public interface Reading {
    int read(FileChannel file, ByteBuffer target, long position) throws IOException;
  }

  private final FileSystemProvider real = FileSystems.getDefault().provider();
  private final Files files = new Files();
  private final UUID name = UUID.randomUUID();

  /** Whether files can be locked. */
  public volatile boolean locks = true;

  /** What happens before a file is moved. */
  public volatile Fault beforeMove = (from, to, options) -> {};

  /** What a read at a position gives. */
  public volatile Reading reading = FileChannel::read;

  /** How many bytes the disk has left. */
  public volatile long room = Long.MAX_VALUE;

  /** Returns a real path as one of this file system. */
  public Path path(Path path) {
    return wrap(path);
  }

  private Path wrap(Path path) {
    if (path == null || Proxy.isProxyClass(path.getClass())) {
      return path;
    }
    return (Path)
        Proxy.newProxyInstance(
            Wrapped.class.getClassLoader(),
            new Class<?>[] {Wrapped.class},
            (proxy, method, arguments) -> call(path, method, arguments));
  }

  /** What wrapped paths have beside those of {@link Path}. */
  public interface Wrapped extends Path {
    Path unwrapped();
  }

  private Object call(Path path, Method method, Object[] given) throws Throwable {
    switch (method.getName()) {
      case "unwrapped":
        return path;
      case "getFileSystem":
        return files;
      case "toFile":
        throw new UnsupportedOperationException();
      default:
    }
    Object[] arguments = given == null ? new Object[0] : given.clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Wrapped wrapped) {
        arguments[i] = wrapped.unwrapped();
      }
    }
    try {
      Object result = method.invoke(path, arguments);
      if (result instanceof Path other) {
        return wrap(other);
      }
      if (result instanceof Iterator<?> parts) {
        List<Path> all = new ArrayList<>();
        parts.forEachRemaining(part -> all.add(wrap((Path) part)));
        return all.iterator();
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Path unwrap(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.unwrapped() : path;
  }

  private FileChannel channel(FileChannel file) {
    return new FaultyChannel(file, this);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return channel(real.newFileChannel(unwrap(path), options, attributes));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return channel(real.newFileChannel(unwrap(path), options, attributes));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    beforeMove.check(source, target, options);
    real.move(unwrap(source), unwrap(target), options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> all =
        real.newDirectoryStream(unwrap(folder), path -> filter.accept(wrap(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(all.spliterator(), false)
            .map(FaultyFiles.this::wrap)
            .iterator();
      }

      @Override
      public void close() throws IOException {
        all.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    real.createDirectory(unwrap(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(unwrap(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    real.copy(unwrap(source), unwrap(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(unwrap(path), unwrap(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(unwrap(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return new FaultyStore(real.getFileStore(unwrap(path)), name);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(unwrap(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(unwrap(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(unwrap(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return real.readAttributes(unwrap(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(unwrap(path), name, value, options);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  private final class Files extends FileSystem {
    private final FileSystem usual = FileSystems.getDefault();

    @Override
    public FileSystemProvider provider() {
      return FaultyFiles.this;
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return usual.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return () ->
          StreamSupport.stream(usual.getRootDirectories().spliterator(), false)
              .map(FaultyFiles.this::wrap)
              .iterator();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return usual.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return usual.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrap(usual.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = usual.getPathMatcher(pattern);
      return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return usual.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
      throw new UnsupportedOperationException();
    }
  }

  /** Returns whether a move is asked for in this way. */
  static boolean has(CopyOption option, CopyOption... options) {
    return Arrays.stream(options).anyMatch(one -> Objects.equals(one, option));
  }
}

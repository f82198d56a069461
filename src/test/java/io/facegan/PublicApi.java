package io.facegan;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the compiled classes of the exported packages offer, as text: a line for each member. */
final class PublicApi {
  private static final Pattern EXPORTS = Pattern.compile("^  exports (\\S+);", Pattern.MULTILINE);
  private static final int SHOWN =
      Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT | Modifier.PROTECTED;
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private final List<Class<?>> types;

  private PublicApi(List<Class<?>> types) {
    this.types = types;
  }

  /** Finds the public types of the packages that module-info.java exports. */
  static PublicApi ofTheModule() throws IOException, URISyntaxException {
    Path classes =
        Path.of(FaceGan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    for (String name : exportedPackages()) {
      try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
            .map(file -> load(name + "." + file.substring(0, file.length() - ".class".length())))
            .filter(PublicApi::isSeen)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .forEach(types::add);
      }
    }
    return new PublicApi(types);
  }

  static Collection<String> exportedPackages() throws IOException {
    String module = Files.readString(Path.of("src/main/java/module-info.java"));
    return EXPORTS
        .matcher(module)
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns all types, nested ones included. */
  List<Class<?>> types() {
    return types;
  }

  /** Returns a block for each type. */
  String text() {
    return types.stream()
        .map(PublicApi::describe)
        .collect(Collectors.joining("\n"))
        .replace("java.lang.", "");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, FaceGan.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isSeen(Class<?> type) {
    return isSeen(type.getModifiers())
        && !type.isAnonymousClass()
        && (type.getEnclosingClass() == null || isSeen(type.getEnclosingClass()));
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String describe(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isSeen(constructor.getModifiers()) && !isCanonical(type, constructor)) {
        members.add("new" + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isSeen(method.getModifiers()) && !method.isSynthetic() && !isGiven(type, method)) {
        members.add(
            (method.isDefault() ? "default " : modifiers(method.getModifiers()))
                + typeParameters(method.getTypeParameters())
                + method.getName()
                + parameters(method)
                + ": "
                + method.getGenericReturnType().getTypeName());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isSeen(field.getModifiers()) && !field.isEnumConstant()) {
        members.add(
            modifiers(field.getModifiers())
                + field.getName()
                + ": "
                + field.getGenericType().getTypeName());
      }
    }
    Collections.sort(members);
    if (type.isEnum()) {
      // First and in their order, which values() and ordinal() show.
      members.addAll(
          0,
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .toList());
    }
    return header(type)
        + "\n"
        + members.stream().map(member -> "  " + member + "\n").collect(Collectors.joining());
  }

  private static String header(Class<?> type) {
    String name = type.getName() + typeParameters(type.getTypeParameters());
    String interfaces = names(type.getGenericInterfaces());
    if (type.isInterface()) {
      String sealed = type.isSealed() ? "sealed " : "";
      return sealed + "interface " + name + (interfaces.isEmpty() ? "" : " extends " + interfaces);
    }
    String implemented = interfaces.isEmpty() ? "" : " implements " + interfaces;
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
              .map(part -> part.getGenericType().getTypeName() + " " + part.getName())
              .collect(Collectors.joining(", ", "record " + name + "(", ")"))
          + implemented;
    }
    if (type.isEnum()) {
      return "enum " + name + implemented;
    }
    Class<?> parent = type.getSuperclass();
    return modifiers(type.getModifiers() & ~Modifier.STATIC)
        + "class "
        + name
        + (parent == Object.class ? "" : " extends " + type.getGenericSuperclass().getTypeName())
        + implemented;
  }

  /** Returns whether the kind of the type, which its header tells, brings the method with it. */
  private static boolean isGiven(Class<?> type, Method method) {
    String name = method.getName();
    return OF_EVERY_OBJECT.contains(name)
        || type.isEnum() && OF_EVERY_ENUM.contains(name)
        || method.getParameterCount() == 0 && isComponent(type, name);
  }

  private static boolean isComponent(Class<?> type, String name) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .anyMatch(name::equals);
  }

  private static boolean isCanonical(Class<?> type, Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  private static String modifiers(int modifiers) {
    String words = Modifier.toString(modifiers & SHOWN);
    return words.isEmpty() ? "" : words + " ";
  }

  private static String parameters(Executable executable) {
    String types = names(executable.getGenericParameterTypes());
    String thrown = names(executable.getGenericExceptionTypes());
    return "("
        + (executable.isVarArgs() ? types.replaceFirst("\\[]$", "...") : types)
        + ")"
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(variable -> variable + " extends " + names(variable.getBounds()))
            .collect(Collectors.joining(", ", "<", "> "));
  }

  private static String names(Type[] types) {
    return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
  }
}

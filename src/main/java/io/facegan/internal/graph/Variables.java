package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.TensorFlowFailures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The resource variables of one graph, by name. Reference variables are never used: their fetched
 * values alias live memory, and differentiating straight through one can crash the process.
 */
final class Variables implements VariableReads {
  /** On any system, or of a file system that has a scheme. */
  private static final String ABSOLUTE =
      "(?s)(/|[A-Za-z]:[/\\\\]|[A-Za-z][A-Za-z0-9+.-]*://).*[^/\\\\]";

  /** What the saver's names begin with of the values that it has read and checked. */
  private static final String CHECKED = "save/checked/";

  /**
   * One float32 variable.
   *
   * @param value the one read that all its users share
   * @param initialValue what it starts at; feeding it lets {@code initializer} set other values
   */
  record Variable(
      String name,
      Shape shape,
      Operand<? extends TType> handle,
      Operand<TFloat32> value,
      Operand<TFloat32> initialValue,
      Op initializer) {
    /**
     * Adds an operation that moves the variable by a share of the way to a goal: a step of gradient
     * descent along the way back, which multiplies and adds in one.
     *
     * @param tf of what has to run before
     */
    Op moveTowards(Operand<TFloat32> goal, Operand<TFloat32> share, Ops tf) {
      return tf.train.resourceApplyGradientDescent(handle, share, tf.math.sub(value, goal));
    }
  }

  private final Ops tf;
  private final Map<String, Variable> byName = new LinkedHashMap<>();
  private final Map<String, Ops> scopes = new HashMap<>();

  Variables(Ops tf) {
    this.tf = tf;
  }

  /** Creates a variable. Its name must be new. */
  Variable create(String name, Shape shape, Operand<TFloat32> initialValue) {
    // While the graph is small: a new scope takes TensorFlow Java a look at all its operations.
    scope(parent(CHECKED + name));
    Operand<? extends TType> handle =
        named(name).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    Variable variable =
        new Variable(
            name,
            shape,
            handle,
            named(name + "/read").readVariableOp(handle, TFloat32.class),
            initialValue,
            named(name + "/assign").assignVariableOp(handle, initialValue));
    if (byName.put(name, variable) != null) {
      throw new IllegalStateException("variable " + name + " exists already");
    }
    return variable;
  }

  @Override
  public Variable get(String name) {
    Variable variable = byName.get(name);
    if (variable == null) {
      throw new IllegalArgumentException(
          "there is no variable " + name + ", only " + byName.keySet());
    }
    return variable;
  }

  Collection<Variable> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Returns the variables whose names start with {@code prefix}, in the order of creation. */
  Stream<Variable> under(String prefix) {
    return byName.values().stream().filter(variable -> variable.name().startsWith(prefix));
  }

  /** Gives every variable its initial value, in one run. */
  void initialize(Session session) {
    Session.Runner runner = session.runner();
    byName.values().forEach(variable -> runner.addTarget(variable.initializer()));
    runner.run().close();
  }

  /** Reads the values of the variable of this name, the last axis running fastest. */
  float[] values(String name, Session session) {
    try (Result result = session.runner().fetch(get(name).value()).run()) {
      return FloatTensors.values(result.get(0));
    }
  }

  /** Reads the values of all variables in one run, by their names. */
  Map<String, float[]> values(Session session) {
    Session.Runner runner = session.runner();
    byName.values().forEach(variable -> runner.fetch(variable.value()));
    Map<String, float[]> all = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      for (String name : byName.keySet()) {
        all.put(name, FloatTensors.values(result.get(all.size())));
      }
    }
    return all;
  }

  /** Sets the values of the variable of this name, the last axis running fastest. */
  void assign(String name, float[] values, Session session) {
    assign(Map.of(name, values), session);
  }

  /** Sets the values of variables, by their names. */
  void assign(Map<String, float[]> values, Session session) {
    Map<String, float[]> left = new LinkedHashMap<>(values);
    while (!left.isEmpty()) {
      // An average shares its initial value with its variable, and one run feeds that once.
      Map<Operand<TFloat32>, String> fed = new LinkedHashMap<>();
      left.keySet().forEach(name -> fed.putIfAbsent(get(name).initialValue(), name));
      assign(fed.values(), left, session);
      fed.values().forEach(left::remove);
    }
  }

  private void assign(Collection<String> names, Map<String, float[]> values, Session session) {
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (String name : names) {
        Variable target = get(name);
        TFloat32 tensor = FloatTensors.of(values.get(name), target.shape());
        tensors.add(tensor);
        runner.feed(target.initialValue(), tensor).addTarget(target.initializer());
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /**
   * Reads all variables back from a checkpoint; they keep their values if that fails.
   *
   * @param prefix the path that the names of its files begin with
   * @throws FaceGanException if it cannot be read or is of other networks
   */
  static void restore(Session session, Path prefix) {
    try {
      session.restore(prefix.toString());
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          failure, "the checkpoint " + prefix + " cannot be restored");
    }
  }

  /**
   * Adds the three operations that {@code Session.save}, {@code Session.restore} and the SavedModel
   * exporter look for by name. TensorFlow Java makes them itself where they are missing, but
   * overlooks resource variables.
   *
   * @return the same for other programs
   */
  List<ServedSignature> addSaver() {
    // Loaders feed the name of the files itself, and may do so by a relative path.
    var path = named("save/path").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Operand<TString> absolute =
        new InputChecks(tf)
            .hold(
                path,
                tf.strings.regexFullMatch(path, tf.constant(ABSOLUTE)),
                "path must be absolute and end with the beginning of a name, but is",
                path);
    var prefix = named("save/filename").placeholderWithDefault(absolute, Shape.scalar());
    Saver saver = addSaver(prefix, UnaryOperator.identity());
    return List.of(
        saver(ServedSignature.SAVE, "writes all variables into a checkpoint", path, saver.saved()),
        saver(
            ServedSignature.RESTORE,
            "reads all variables back from a checkpoint",
            path,
            saver.restored()));
  }

  /**
   * Adds them as {@link #addSaver()} does, for checkpoints that name variables otherwise.
   *
   * @param nameOf returns the name in the checkpoint of a variable
   */
  void addSaver(UnaryOperator<String> nameOf) {
    addSaver(named("save/filename").placeholder(TString.class), nameOf);
  }

  /** Both give the path that they were given, when they are done. */
  private record Saver(Operand<TString> saved, Operand<TString> restored) {}

  private Saver addSaver(Operand<TString> prefix, UnaryOperator<String> nameOf) {
    List<String> names = new ArrayList<>();
    List<String> slices = new ArrayList<>();
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (Variable variable : byName.values()) {
      names.add(nameOf.apply(variable.name()));
      slices.add("");
      values.add(variable.value());
      types.add(TFloat32.class);
    }
    var nameTensor = tf.constant(NdArrays.vectorOfObjects(names.toArray(String[]::new)));
    var sliceTensor = tf.constant(NdArrays.vectorOfObjects(slices.toArray(String[]::new)));
    Op save = tf.train.save(prefix, nameTensor, sliceTensor, values);
    Operand<TString> saved =
        named("save/control_dependency").withControlDependencies(List.of(save)).identity(prefix);
    var restored = tf.train.restore(prefix, nameTensor, sliceTensor, types);
    // A variable would take a value of another shape without a word.
    List<Op> checked = new ArrayList<>();
    List<Operand<?>> fitting = new ArrayList<>();
    for (Variable variable : byName.values()) {
      var value =
          named(CHECKED + variable.name())
              .ensureShape(restored.tensors().get(fitting.size()), variable.shape());
      checked.add(value);
      fitting.add(value);
    }
    Op all = tf.withControlDependencies(checked).noOp();
    Ops afterAll = tf.withControlDependencies(List.of(all));
    List<Op> assigned = new ArrayList<>();
    for (Variable variable : byName.values()) {
      assigned.add(afterAll.assignVariableOp(variable.handle(), fitting.get(assigned.size())));
    }
    Op restore = named("save/restore_all").withControlDependencies(assigned).noOp();
    Operand<TString> done =
        named("save/restored").withControlDependencies(List.of(restore)).identity(prefix);
    return new Saver(saved, done);
  }

  private static ServedSignature saver(
      String name, String meaning, Operand<TString> path, Operand<TString> done) {
    String words =
        "string, a scalar: the absolute path that the names of the checkpoint's files begin with";
    return new ServedSignature(
        name,
        meaning,
        List.of(new ServedSignature.Tensor("path", path, words)),
        List.of(new ServedSignature.Tensor("path", done, "the same")));
  }

  /**
   * Describes all variables to those who write a model.
   *
   * @param trained those that training changes by gradients
   */
  List<ServingSession.Variable> served(Collection<Variable> trained) {
    return byName.values().stream()
        .map(
            variable ->
                new ServingSession.Variable(
                    variable.handle().asOutput().op().name() + ":0",
                    variable.initializer().op().name(),
                    variable.initialValue().asOutput().op().name() + ":0",
                    variable.value().asOutput().op().name() + ":0",
                    trained.contains(variable)))
        .toList();
  }

  /**
   * Names the next operation by its whole path. Scopes are kept, because asking TensorFlow Java for
   * one of the same name again would give another, with a number behind its name, and the names of
   * the saver's operations are a convention.
   */
  private Ops named(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals(path) ? tf.withName(name) : scope(parent(path)).withName(name);
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private Ops scope(String path) {
    Ops known = scopes.get(path);
    if (known == null) {
      int end = path.lastIndexOf('/');
      Ops parent = end < 0 ? tf : scope(path.substring(0, end));
      known = parent.withSubScope(path.substring(end + 1));
      scopes.put(path, known);
    }
    return known;
  }
}

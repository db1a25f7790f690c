using System.Text;
using System.Text.Json;
using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>Reads a value that is not null; returns false if it is of a wrong type.</summary>
internal delegate bool ValueReader<in T>(ref Utf8JsonReader reader, T response)
    where T : ResponseEnvelope;

/// <summary>
/// The fields of a JSON object. Each API is declared as such schemas; fields that are not declared are skipped, whatever their value.
/// </summary>
internal sealed class JsonObjectSchema
{
    /// <summary>The declared fields.</summary>
    public JsonField[] Fields { get; private set; } = [];

    /// <summary>A string, number or boolean.</summary>
    public JsonObjectSchema Value<T>(string name, ValueReader<T> read)
        where T : ResponseEnvelope => Add(new JsonField(name) { Read = Adapt(read) });

    /// <summary>A text of a host.</summary>
    public JsonObjectSchema Host(string name, HostText column) => Add(new JsonField(name)
    {
        Read = (ref Utf8JsonReader reader, ResponseEnvelope response) => ((JobStatusResponse)response).Hosts.TryText(column, ref reader),
        Host = new HostField(column, null, default),
    });

    /// <summary>An integer of a host.</summary>
    public JsonObjectSchema Host(string name, HostNumber column, HostNumberKind kind = HostNumberKind.Long) => Add(new JsonField(name)
    {
        Read = (ref Utf8JsonReader reader, ResponseEnvelope response) => ((JobStatusResponse)response).Hosts.TryNumber(column, kind, ref reader),
        Host = new HostField(null, column, kind),
    });

    /// <summary>A scalar value, which some servers send as an object.</summary>
    public JsonObjectSchema ValueOrObject<T>(string name, ValueReader<T> read, JsonObjectSchema shape)
        where T : ResponseEnvelope => Add(new JsonField(name) { Read = Adapt(read), Shape = shape });

    /// <summary>An object whose values belong to its parent.</summary>
    public JsonObjectSchema Object(string name, JsonObjectSchema shape) => Add(new JsonField(name) { Shape = shape });

    /// <summary>An array of objects whose values belong to its parent.</summary>
    public JsonObjectSchema Array(string name, JsonObjectSchema shape) => Add(new JsonField(name) { Shape = shape, IsArray = true });

    /// <summary>An object.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">The schema of the object.</param>
    /// <param name="begin">Called at the start of the object.</param>
    public JsonObjectSchema Object<T>(string name, JsonObjectSchema shape, Action<T> begin)
        where T : ResponseEnvelope =>
        Add(new JsonField(name) { Shape = shape, Begin = Adapt(begin) });

    /// <summary>An array of objects, up to <see cref="JsonSchemaReader.MaxElements"/>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">The schema of each object.</param>
    /// <param name="begin">Called at the start of each object.</param>
    /// <param name="clear">Called at the start of the array, because the last of two fields with the same name takes precedence.</param>
    public JsonObjectSchema Array<T>(string name, JsonObjectSchema shape, Action<T> begin, Action<T>? clear = null)
        where T : ResponseEnvelope =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, Begin = Adapt(begin), Clear = Adapt(clear) });

    /// <summary>An array of objects that require little memory each, up to <see cref="JsonSchemaReader.MaxRows"/>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">The schema of each object.</param>
    /// <param name="begin">Called at the start of each object.</param>
    /// <param name="clear">Called at the start of the array.</param>
    public JsonObjectSchema Rows<T>(string name, JsonObjectSchema shape, Action<T> begin, Action<T> clear)
        where T : ResponseEnvelope =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, IsRow = true, Begin = Adapt(begin), Clear = Adapt(clear) });

    /// <summary>An array of arrays of objects, read as if it were one array.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">The schema of each object.</param>
    /// <param name="begin">Called at the start of each object.</param>
    public JsonObjectSchema NestedArray<T>(string name, JsonObjectSchema shape, Action<T> begin)
        where T : ResponseEnvelope =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, IsNested = true, Begin = Adapt(begin) });

    /// <summary>Finds the field at the position of a reader; null if it is not declared.</summary>
    /// <param name="reader">A reader at a property name.</param>
    /// <param name="next">The index to start at: servers send the fields of every row in the same order.</param>
    public JsonField? Find(ref Utf8JsonReader reader, ref int next)
    {
        if (reader.ValueIsEscaped)
        {
            return FindEscaped(ref reader);
        }

        JsonField[] fields = Fields;
        for (int tried = 0, at = next; tried < fields.Length; tried++, at++)
        {
            if (at >= fields.Length)
            {
                at = 0;
            }

            if (reader.ValueSpan.SequenceEqual(fields[at].Utf8Name))
            {
                next = at + 1;
                return fields[at];
            }
        }

        return null;
    }

    // No known server escapes the names of its fields; one that does can send a lone surrogate.
    private JsonField? FindEscaped(ref Utf8JsonReader reader) =>
        JsonValues.TryUnescape(ref reader, out string? name) ? System.Array.Find(Fields, field => field.Name == name) : null;

    private static ValueReader<ResponseEnvelope> Adapt<T>(ValueReader<T> read)
        where T : ResponseEnvelope => (ref Utf8JsonReader reader, ResponseEnvelope response) => read(ref reader, (T)response);

    private static Action<ResponseEnvelope>? Adapt<T>(Action<T>? action)
        where T : ResponseEnvelope => action is null ? null : response => action((T)response);

    private JsonObjectSchema Add(JsonField field)
    {
        Fields = [.. Fields, field];
        return this;
    }
}

/// <summary>One field of a <see cref="JsonObjectSchema"/>.</summary>
internal sealed class JsonField(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Set if the value can be a scalar.</summary>
    public ValueReader<ResponseEnvelope>? Read { get; init; }

    /// <summary>Set if the value belongs to a host.</summary>
    public HostField? Host { get; init; }

    /// <summary>Set if the value can be an object or an array of objects.</summary>
    public JsonObjectSchema? Shape { get; init; }

    public bool IsArray { get; init; }

    /// <summary>Whether an element is a row of columns; other elements become objects, which require far more memory.</summary>
    public bool IsRow { get; init; }

    public bool IsNested { get; init; }

    public Action<ResponseEnvelope>? Begin { get; init; }

    public Action<ResponseEnvelope>? Clear { get; init; }
}

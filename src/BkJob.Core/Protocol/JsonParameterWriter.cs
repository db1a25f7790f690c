using System.Buffers;
using System.Text.Json;
using BkJob.Transport;

namespace BkJob.Protocol;

/// <summary>Writes parameters as a JSON object: the body of a POST, or the header with the credentials.</summary>
internal sealed class JsonParameterWriter : ParameterWriter
{
    private readonly Utf8JsonWriter _json;

    private JsonParameterWriter(ApiProfile api, SecretReader reveal, Utf8JsonWriter json)
        : base(api, reveal) => _json = json;

    /// <summary>Writes an object.</summary>
    /// <param name="api">The API.</param>
    /// <param name="reveal">Decrypts a secret, or replaces it if the request is only displayed.</param>
    /// <param name="writeParameters">Writes the properties of the object.</param>
    /// <returns>The object as UTF-8, with ASCII characters only.</returns>
    public static ReadOnlyMemory<byte> Write(ApiProfile api, SecretReader reveal, Action<ParameterWriter> writeParameters)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            writeParameters(new JsonParameterWriter(api, reveal, json));
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <inheritdoc/>
    public override void Number(string name, long value) => _json.WriteNumber(name, value);

    /// <inheritdoc/>
    public override void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    /// <inheritdoc/>
    public override void Numbers(string name, IEnumerable<long> values)
    {
        _json.WriteStartArray(name);
        foreach (long value in values)
        {
            _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Texts(string name, IEnumerable<string> values)
    {
        _json.WriteStartArray(name);
        foreach (string value in values)
        {
            _json.WriteStringValue(value);
        }

        _json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Object(string name, Action<ParameterWriter> writeProperties)
    {
        _json.WriteStartObject(name);
        writeProperties(this);
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Objects<T>(string name, IEnumerable<T> items, Action<ParameterWriter, T> writeItem)
    {
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            writeItem(this, item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override void WriteText(string name, string value) => _json.WriteString(name, value);
}

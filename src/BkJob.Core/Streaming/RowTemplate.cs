using System.Buffers;
using System.Text.Json;

namespace BkJob.Streaming;

/// <summary>
/// A step can have tens of thousands of hosts, whose rows are identical except for their values. A template is created from one row that
/// the parser has read; matching rows are read without the parser, in a third of the time. A row that differs, even by one space, is
/// left to the parser: a template accepts only valid JSON and returns the same values.
/// </summary>
internal sealed class RowTemplate
{
    /// <summary>The maximum size of a row; no row of a host is larger.</summary>
    private const int MaxBytes = 4096;
    private const int MaxParts = 32;
    private const int MaxDigits = 18;

    /// <summary>Bytes that are not escaped in a JSON text.</summary>
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', 0x80 - ' ').Select(code => (byte)code).Except("\"\\"u8.ToArray())]);

    private readonly List<Part> _parts = [];
    private readonly JsonObjectSchema _shape;
    private byte[] _end = [];

    private RowTemplate(JsonObjectSchema shape) => _shape = shape;

    /// <summary>Creates a template from a row.</summary>
    /// <param name="row">Its bytes, from the comma that precedes it to its last brace.</param>
    /// <param name="shape">The schema of the row.</param>
    /// <returns>Null if no template is possible: the row contains an array, a fraction or a flag, or is the first of its array.</returns>
    public static RowTemplate? TryCreate(ReadOnlySpan<byte> row, JsonObjectSchema shape)
    {
        ReadOnlySpan<byte> behindComma = row.TrimStart(" \t\r\n"u8) is [(byte)',', .. var rest] ? rest.TrimStart(" \t\r\n"u8) : default;
        if (row.Length > MaxBytes || behindComma is not [(byte)'{', ..])
        {
            return null;
        }

        var template = new RowTemplate(shape);
        return template.TryParse(row, row.Length - behindComma.Length) ? template : null;
    }

    /// <summary>Whether it was created from rows of this schema.</summary>
    public bool HasSchema(JsonObjectSchema shape) => _shape == shape;

    /// <summary>Reads consecutive rows until one does not match.</summary>
    /// <param name="bytes">The bytes after a row.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="maxRows">The maximum number of rows to read.</param>
    /// <returns>The number of consumed bytes.</returns>
    public int ReadRows(ReadOnlySpan<byte> bytes, HostColumnBuilder rows, int maxRows)
    {
        Span<Range> texts = stackalloc Range[MaxParts];
        Span<long> numbers = stackalloc long[MaxParts];
        int done = 0;
        for (int length; maxRows > 0 && (length = Match(bytes[done..], texts, numbers)) > 0; done += length, maxRows--)
        {
            rows.Begin();
            for (int i = 0; i < _parts.Count; i++)
            {
                HostField? field = _parts[i].Field?.Host;
                if (field?.Text is { } text)
                {
                    rows.SetText(text, bytes[done..][texts[i]]);
                }
                else if (field?.Number is { } number)
                {
                    rows.Set(number, numbers[i]);
                }
            }
        }

        return done;
    }

    /// <summary>Matches a row completely before any of its values is read.</summary>
    /// <returns>Its length; 0 if it does not match.</returns>
    private int Match(ReadOnlySpan<byte> bytes, Span<Range> texts, Span<long> numbers)
    {
        int at = 0;
        for (int i = 0; i < _parts.Count; i++)
        {
            Part part = _parts[i];
            if (!bytes[at..].StartsWith(part.Before))
            {
                return 0;
            }

            at += part.Before.Length;
            int length = part.IsText ? bytes[at..].IndexOfAnyExcept(Plain) : DigitsOf(bytes[at..], out numbers[i]);
            bool fits = part.IsText ? length >= 0 : length > 0 && Accepts(part.Field, ref numbers[i]);
            if (!fits)
            {
                return 0;
            }

            texts[i] = at..(at + length);
            at += length;
        }

        return bytes[at..].StartsWith(_end) ? at + _end.Length : 0;
    }

    private static bool Accepts(JsonField? field, ref long number) =>
        field?.Host is not { } host || HostColumnBuilder.TryFit(host.Kind, ref number);

    // The digits of a JSON integer. A sign, a fraction or a leading zero is left to the parser.
    private static int DigitsOf(ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        int length = 0;
        while (length < bytes.Length && length <= MaxDigits && bytes[length] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (bytes[length++] - '0');
        }

        bool isNumber = length is > 0 and <= MaxDigits && (length == 1 || bytes[0] != '0');
        return isNumber ? length : 0;
    }

    private bool TryParse(ReadOnlySpan<byte> row, int begin)
    {
        var reader = new Utf8JsonReader(row[begin..]);
        var shapes = new Stack<JsonObjectSchema?>([_shape]);
        JsonField? field = null;
        int next = 0;
        int parsed = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    field = shapes.Peek()?.Find(ref reader, ref next);
                    break;
                case JsonTokenType.Null:
                case JsonTokenType.StartObject when reader.CurrentDepth == 0:
                case JsonTokenType.EndObject when reader.BytesConsumed == row.Length - begin:
                    break;
                case JsonTokenType.StartObject when field is null or { Shape: not null, IsArray: false, Begin: null }:
                    shapes.Push(field?.Shape);
                    break;
                case JsonTokenType.EndObject when shapes.Count > 1:
                    shapes.Pop();
                    break;
                case JsonTokenType.String or JsonTokenType.Number when Matches(ref reader, field) && _parts.Count < MaxParts:
                    bool isText = reader.TokenType == JsonTokenType.String;
                    int value = begin + (int)reader.TokenStartIndex + (isText ? 1 : 0);
                    _parts.Add(new Part(row[parsed..value].ToArray(), field, isText));
                    parsed = value + reader.ValueSpan.Length;
                    break;
                default:
                    return false;
            }
        }

        _end = row[parsed..].ToArray();
        return _parts.Count > 0;
    }

    // A template supports only unescaped texts and integers, and only for fields of the same type.
    private static bool Matches(ref Utf8JsonReader reader, JsonField? field) => reader.TokenType == JsonTokenType.String
        ? !reader.ValueIsEscaped && (field is null || field.Host?.Text is not null)
        : field is null || field.Host?.Number is not null;

    /// <summary>The bytes that precede a value, and its field; null if the field is not declared.</summary>
    private readonly record struct Part(byte[] Before, JsonField? Field, bool IsText);
}

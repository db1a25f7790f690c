using System.Buffers;
using System.Text.Json;
using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>
/// The hosts of a step follow each other by the ten thousand, and but for their values they are alike to the byte. A pattern is learnt
/// from one row that the parser has read; rows that fit it are taken without the parser, in a third of the time. What does not fit, be
/// it by a blank, is left to the parser: a pattern takes nothing that JSON would not, and sees nothing in another way.
/// </summary>
internal sealed class RowTemplate
{
    /// <summary>A larger row than that of any host is no template.</summary>
    private const int MaxBytes = 4096;
    private const int MaxParts = 32;
    private const int MaxDigits = 18;

    /// <summary>Bytes that stand for themselves in a JSON text.</summary>
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', 0x80 - ' ').Select(code => (byte)code).Except("\"\\"u8.ToArray())]);

    private readonly List<Part> _parts = [];
    private readonly JsonShape _shape;
    private byte[] _end = [];

    private RowTemplate(JsonShape shape) => _shape = shape;

    /// <summary>Creates a template from a row.</summary>
    /// <param name="row">Its bytes, from the comma in front of it to its last brace.</param>
    /// <param name="shape">What is known of its fields.</param>
    /// <returns>Null where no template is possible: it holds an array, a fraction or a flag, or is the first of its array.</returns>
    public static RowTemplate? TryCreate(ReadOnlySpan<byte> row, JsonShape shape)
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
    public bool HasSchema(JsonShape shape) => _shape == shape;

    /// <summary>Reads as many rows as match, one after the other.</summary>
    /// <param name="bytes">What follows a row.</param>
    /// <param name="rows">Where they go.</param>
    /// <param name="maxRows">How many rows there is room for.</param>
    /// <returns>How many bytes they have.</returns>
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

    /// <summary>Looks whether a row begins here that fits, before anything of it is taken.</summary>
    /// <returns>Its length; 0 where none does.</returns>
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

    /// <summary>Digits of a whole number as JSON writes it; what has a sign, a fraction or a zero in front is left to the parser.</summary>
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
        var shapes = new Stack<JsonShape?>([_shape]);
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

    /// <summary>Whether a value is of the kind that its field takes and that a pattern can tell.</summary>
    private static bool Matches(ref Utf8JsonReader reader, JsonField? field) => reader.TokenType == JsonTokenType.String
        ? !reader.ValueIsEscaped && (field is null || field.Host?.Text is not null)
        : field is null || field.Host?.Number is not null;

    /// <summary>What stands in front of a value, and whose value it is; null for a field that nobody knows.</summary>
    private readonly record struct Part(byte[] Before, JsonField? Field, bool IsText);
}

using System.Globalization;
using System.Text;
using BkJob.Transport;

namespace BkJob.Protocol;

/// <summary>Writes parameters as the query string of an address.</summary>
internal sealed class QueryParameterWriter(ApiProfile api, SecretReader reveal) : ParameterWriter(api, reveal)
{
    private readonly StringBuilder _query = new();

    /// <inheritdoc/>
    public override void Number(string name, long value) => WriteText(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void Flag(string name, bool value) => WriteText(name, value ? "true" : "false");

    /// <inheritdoc/>
    public override void Numbers(string name, IEnumerable<long> values) => throw new NotSupportedException(name);

    /// <inheritdoc/>
    public override void Texts(string name, IEnumerable<string> values) => throw new NotSupportedException(name);

    /// <inheritdoc/>
    public override void Object(string name, Action<ParameterWriter> writeProperties) => throw new NotSupportedException(name);

    /// <inheritdoc/>
    public override void Objects<T>(string name, IEnumerable<T> items, Action<ParameterWriter, T> writeItem) => throw new NotSupportedException(name);

    /// <summary>The query string with its question mark; empty if there are no parameters.</summary>
    public override string ToString() => _query.ToString();

    /// <inheritdoc/>
    protected override void WriteText(string name, string value) =>
        _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
}

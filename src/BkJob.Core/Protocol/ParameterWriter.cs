using System.Security;
using System.Text;
using BkJob.Transport;

namespace BkJob.Protocol;

/// <summary>Writes the parameters of a request, with the names of its API.</summary>
/// <param name="api">The API.</param>
/// <param name="reveal">Decrypts a secret, or replaces it if the request is only displayed.</param>
internal abstract class ParameterWriter(ApiProfile api, SecretReader reveal)
{
    /// <summary>Business IDs of this range identify a business set (protocol of Job 3.5 and later).</summary>
    private const long FirstBizSet = 8_000_000;
    private const long LastBizSet = 9_999_999;

    /// <summary>The API of the request.</summary>
    public ApiProfile Api => api;

    /// <summary>Writes an integer.</summary>
    public abstract void Number(string name, long value);

    /// <summary>Writes a boolean.</summary>
    public abstract void Flag(string name, bool value);

    /// <summary>Writes a list of integers. Only an operation with <c>HasLists</c> can have one.</summary>
    public abstract void Numbers(string name, IEnumerable<long> values);

    /// <summary>Writes a list of objects. Only an operation with <c>HasLists</c> can have one.</summary>
    public abstract void Objects<T>(string name, IEnumerable<T> items, Action<ParameterWriter, T> writeItem);

    /// <summary>Writes a list of texts. Only an operation with <c>HasLists</c> can have one.</summary>
    public abstract void Texts(string name, IEnumerable<string> values);

    /// <summary>Writes an object. Only an operation with <c>HasLists</c> can have one.</summary>
    public abstract void Object(string name, Action<ParameterWriter> writeProperties);

    /// <summary>Writes an integer; nothing for null.</summary>
    public void Number(string name, long? value)
    {
        if (value is { } number)
        {
            Number(name, number);
        }
    }

    /// <summary>Writes a text; nothing for null.</summary>
    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            WriteText(name, value);
        }
    }

    /// <summary>Writes a secret; nothing for null.</summary>
    public void Secret(string name, SecureString? value) => Text(name, value is null ? null : reveal(value, static text => text));

    /// <summary>Writes a text that ends with a secret.</summary>
    public void Secret(string name, string start, SecureString end) => Text(name, start + reveal(end, static text => text));

    /// <summary>Writes a text in Base64, as UTF-8; nothing for null.</summary>
    public void Base64(string name, string? value) => Text(name, value is null ? null : Encode(value));

    /// <summary>Writes a secret in Base64; nothing for null.</summary>
    public void Base64(string name, SecureString? value) => Text(name, value is null ? null : reveal(value, Encode));

    /// <summary>Writes the scope of the job. A business is a scope with the same ID.</summary>
    public void Scope(JobScope scope)
    {
        if (api.HasScopePairOnly)
        {
            bool isSet = scope.BizId is >= FirstBizSet and <= LastBizSet;
            Text("bk_scope_type", scope.HasPair ? scope.ScopeType : isSet ? "biz_set" : "biz");
            Text("bk_scope_id", scope.HasPair ? scope.ScopeId : FormattableString.Invariant($"{scope.BizId}"));
            return;
        }

        // The open ESB component drops the scope pair and requires bk_biz_id; Job 3.6 and later prefers the pair. So both are always sent.
        Number("bk_biz_id", scope.BizId);
        if (scope.HasPair)
        {
            Text("bk_scope_type", scope.ScopeType);
            Text("bk_scope_id", scope.ScopeId);
        }
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a text.</summary>
    protected abstract void WriteText(string name, string value);
}

using System.Security;
using System.Text.Json.Nodes;

namespace BkJob.Protocol;

/// <summary>Collects the parameters of a request, with the names of its API.</summary>
/// <param name="api">The API.</param>
/// <param name="reveal">Decrypts a secret, or replaces it if the request is only displayed.</param>
internal sealed class ParameterWriter(ApiProfile api, Func<SecureString, string> reveal)
{
    /// <summary>Business IDs of this range identify a business set (protocol of Job 3.5 and later).</summary>
    private const long FirstBizSet = 8_000_000;
    private const long LastBizSet = 9_999_999;

    /// <summary>The API of the request.</summary>
    public ApiProfile Api => api;

    /// <summary>The parameters so far.</summary>
    public JsonObject Parameters { get; } = [];

    /// <summary>Writes the scope of the job. A business is a scope with the same ID.</summary>
    public void Scope(JobScope scope)
    {
        if (api.HasScopePairOnly)
        {
            bool isSet = scope.BizId is >= FirstBizSet and <= LastBizSet;
            Parameters["bk_scope_type"] = scope.HasPair ? scope.ScopeType : isSet ? "biz_set" : "biz";
            Parameters["bk_scope_id"] = scope.HasPair ? scope.ScopeId : FormattableString.Invariant($"{scope.BizId}");
            return;
        }

        // The open ESB component drops the scope pair and requires bk_biz_id; Job 3.6 and later prefers the pair. So both are always sent.
        if (scope.BizId is { } bizId)
        {
            Parameters["bk_biz_id"] = bizId;
        }

        if (scope.HasPair)
        {
            Parameters["bk_scope_type"] = scope.ScopeType;
            Parameters["bk_scope_id"] = scope.ScopeId;
        }
    }

    /// <summary>Writes an integer.</summary>
    public void Number(string name, long value) => Parameters[name] = value;

    /// <summary>Writes a boolean.</summary>
    public void Flag(string name, bool value) => Parameters[name] = value;

    /// <summary>Writes a text; nothing for null.</summary>
    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            Parameters[name] = value;
        }
    }

    /// <summary>Writes a secret; nothing for null.</summary>
    public void Secret(string name, SecureString? value) => Text(name, value is null ? null : reveal(value));
}

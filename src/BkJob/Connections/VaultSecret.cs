using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace BkJob;

/// <summary>An app secret from a vault, read by the module SecretManagement if it is installed. BkJob does not depend on it.</summary>
/// <param name="AppCode">The app code, if the secret is a credential; otherwise null.</param>
/// <param name="AppSecret">The app secret.</param>
internal sealed record VaultSecret(string? AppCode, SecureString AppSecret)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const string Command = $"{Module}\\Get-Secret";

    private const string Script = $$"""
        param($name, $vault)
        $which = @{ Name = $name }
        if ($vault) { $which.Vault = $vault }
        {{Command}} @which -ErrorAction Stop
        """;

    /// <summary>Reads a secret.</summary>
    /// <param name="engine">The engine that runs Get-Secret.</param>
    /// <param name="name">Name of the secret.</param>
    /// <param name="vault">Name of the vault; null to search all vaults.</param>
    /// <exception cref="VaultException">The module, vault or secret does not exist, cannot be read, or is not an app secret.</exception>
    public static VaultSecret Read(CommandInvocationIntrinsics engine, string name, string? vault)
    {
        if (engine.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw new VaultException(Messages.FormatVaultNoModule(Module), Messages.FormatAdviceVaultModule(Module));
        }

        object[] found = [.. InvokeGetSecret(engine, name, vault).Where(each => each is not null).Select(each => each.BaseObject)];
        return found switch
        {
            [SecureString text] => new VaultSecret(null, text),
            [PSCredential credential] => new VaultSecret(credential.UserName, credential.Password),
            _ => throw Unfit(name, found),
        };
    }

    private static Collection<PSObject> InvokeGetSecret(CommandInvocationIntrinsics engine, string name, string? vault)
    {
        try
        {
            return engine.InvokeScript(Script, useNewScope: true, PipelineResultTypes.None, input: null, name, vault);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            string fault = TerminalText.Sanitize(e.ErrorRecord.ToString());
            throw new VaultException(
                vault is null ? Messages.FormatVaultUnreadable(name, fault) : Messages.FormatVaultUnreadableFrom(name, vault, fault),
                Messages.AdviceVaultUnreadable);
        }
    }

    /// <summary>Contains only the type: a wrong value can still be a secret.</summary>
    private static VaultException Unfit(string name, object[] found) => new(
        found switch
        {
            [] => Messages.FormatVaultNoSecret(name),
            [object one] => Messages.FormatVaultWrongType(name, one.GetType().Name),
            _ => Messages.FormatVaultSeveral(name),
        },
        Messages.FormatAdviceVaultUnfit(name));
}
